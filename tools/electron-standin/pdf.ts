import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type PdfOptions = Pick<
  Electron.PrintToPDFOptions,
  'displayHeaderFooter' | 'footerTemplate' | 'headerTemplate' | 'landscape' | 'preferCSSPageSize' | 'printBackground'
> & { pageSize?: keyof typeof SIZES }

/** Paper sizes in inches. */
const SIZES = {
  A4: { paperWidth: 8.27, paperHeight: 11.7 },
  Letter: { paperWidth: 8.5, paperHeight: 11 }
}

export function toPrintParameters({ pageSize = 'Letter', ...rest }: PdfOptions): Protocol.Page.printToPDFParameters {
  return { ...rest, ...SIZES[pageSize] }
}
