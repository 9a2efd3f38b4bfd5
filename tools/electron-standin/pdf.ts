import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type PdfOptions = Pick<
  Electron.PrintToPDFOptions,
  | 'landscape'
  | 'displayHeaderFooter'
  | 'printBackground'
  | 'scale'
  | 'pageRanges'
  | 'headerTemplate'
  | 'footerTemplate'
  | 'preferCSSPageSize'
  | 'generateTaggedPDF'
  | 'generateDocumentOutline'
> & { pageSize?: keyof typeof SIZES; margins?: Pick<Electron.Margins, 'top' | 'bottom' | 'left' | 'right'> }

/** Paper sizes in inches. */
const SIZES = {
  A3: { paperWidth: 11.7, paperHeight: 16.54 },
  A4: { paperWidth: 8.27, paperHeight: 11.7 },
  A5: { paperWidth: 5.83, paperHeight: 8.27 },
  Letter: { paperWidth: 8.5, paperHeight: 11 }
}

export function toPrintParameters({
  pageSize = 'Letter',
  margins = {},
  ...rest
}: PdfOptions): Protocol.Page.printToPDFParameters {
  const { top, bottom, left, right } = margins
  return {
    ...rest,
    ...SIZES[pageSize],
    ...(top === undefined ? {} : { marginTop: top }),
    ...(bottom === undefined ? {} : { marginBottom: bottom }),
    ...(left === undefined ? {} : { marginLeft: left }),
    ...(right === undefined ? {} : { marginRight: right })
  }
}
