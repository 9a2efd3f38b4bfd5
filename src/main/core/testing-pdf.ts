export interface TestLine {
  text: string
  size?: number
  x?: number
  /** Points below the line before. */
  down?: number
}

interface TestPdf {
  pages: TestLine[][]
  info?: string
  trailer?: string
}

export const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex')

/** A PDF whose one font has a glyph for every character of the Basic Multilingual Plane, a size wide. */
export function pdfFile({ pages, info = '', trailer = '' }: TestPdf): Buffer {
  const map =
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end'
  const stream = (text: string) => `<< /Length ${Buffer.byteLength(text)} >>\nstream\n${text}\nendstream`
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${8 + 2 * i} 0 R`).join(' ')}] >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Field /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>`,
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Field /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 5 0 R >>',
    '<< /Type /FontDescriptor /FontName /Field /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    stream(map),
    `<< ${info} >>`
  ]
  pages.forEach((lines, i) => {
    let y = 760
    const content = lines.map(({ text, size = 12, x = 60, down = 18 }) => {
      y -= down
      return `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex(text)}> Tj ET`
    })
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents ${9 + 2 * i} 0 R >>`,
      stream(content.join('\n'))
    )
  })
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const offset = Buffer.byteLength(file)
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.from(
    `${file}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R ${trailer} >>\nstartxref\n${Buffer.byteLength(file)}\n%%EOF`
  )
}
