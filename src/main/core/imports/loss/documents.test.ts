import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportLoss } from '../../../../shared/imports.ts'
import { parseSource } from '../../articles/index.ts'
import { docxFile, paragraph, picture, relations, TYPE } from '../../testing-docx.ts'
import { pdfFile } from '../../testing-pdf.ts'
import { testPng } from '../../testing-pictures.ts'
import { processorTime } from '../../testing.ts'
import { testZip } from '../../testing-zip.ts'
import { measureLoss } from './index.ts'
import { shareOfPairs } from './measure-loss.ts'
import { readDocx } from './read-docx.ts'
import { readPdf } from './read-pdf.ts'
import { BREAK } from './source-reading.ts'

async function lossOf(bytes: Uint8Array, name: string): Promise<ImportLoss> {
  return measureLoss(bytes, await parseSource(bytes, name))
}

const run = (content: string): string => `<w:p><w:r>${content}</w:r></w:p>`
const item = (text: string, list = 1): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
const table = (content: string): string => `<w:tbl><w:tr><w:tc>${content}</w:tc></w:tr></w:tbl>`
const styles =
  '<w:styles><w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="b"><w:name w:val="Heading 3"/></w:style></w:styles>'

describe('a Word document', () => {
  test('that is kept whole', async () => {
    const link = `<w:p><w:hyperlink r:id="rId9"><w:r><w:t>规则</w:t></w:r></w:hyperlink></w:p>`
    const note = `<w:p><w:r><w:t>差两箱</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>，已经补上。</w:t></w:r></w:p>`
    const bytes = docxFile(
      [paragraph('盘点周报', 'a1'), paragraph('差异', 'a2'), note, item('北仓'), item('南仓'), link].join('') +
        table(paragraph('仓')) +
        picture('r:embed="rId8"'),
      {
        'word/_rels/document.xml.rels': relations(
          `<Relationship Id="rId9" Type="${TYPE}/hyperlink" Target="https://field.example/rules" TargetMode="External"/>`,
          `<Relationship Id="rId8" Type="${TYPE}/image" Target="media/a.png"/>`,
          `<Relationship Id="rId7" Type="${TYPE}/footnotes" Target="footnotes.xml"/>`,
          `<Relationship Id="rId6" Type="${TYPE}/numbering" Target="numbering.xml"/>`
        ),
        'word/footnotes.xml': `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">${paragraph('老周点的。')}</w:footnote></w:footnotes>`,
        'word/numbering.xml': `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
        'word/media/a.png': testPng(4, 3)
      }
    )
    expect(await lossOf(bytes, '周报.docx')).toMatchObject({
      text: 1,
      characters: 27,
      images: [1, 1],
      links: [1, 1],
      tables: [1, 1],
      headings: [2, 2]
    })
  })

  test('whose picture is only a link to a file, and whose text lies in a formula, lacks both', async () => {
    const body =
      paragraph('留存怎么算') +
      '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>留下÷来过</m:t></m:r></m:oMath></w:p>' +
      picture('r:link="rId8"')
    const bytes = docxFile(body, {
      'word/_rels/document.xml.rels': relations(
        `<Relationship Id="rId8" Type="${TYPE}/image" Target="file:///C:/a.png" TargetMode="External"/>`
      )
    })
    const { text, images } = await lossOf(bytes, '周报.docx')
    expect(text).toBeLessThan(0.6)
    expect(images).toEqual([1, 0])
  })

  test('whose text lies in a box beside it, and has a heading within, is kept whole', async () => {
    const box = `<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>${paragraph('框里的话')}</w:txbxContent></v:textbox></v:shape></w:pict>`
    const body = `${paragraph('目录：盘点')}${paragraph('盘点', 'a1')}<w:p><w:r><w:t>框在旁边，</w:t>${box}<w:t>正文接着。</w:t></w:r></w:p>${paragraph('下一段。')}`
    expect(await lossOf(docxFile(body), '周报.docx')).toMatchObject({ text: 1, characters: 25, headings: [1, 1] })
  })

  test('is found where the package says', async () => {
    const plain = docxFile(paragraph('留存怎么算') + '<m:oMath><m:t>留下÷来过</m:t></m:oMath>')
    const bytes = docxFile('', {
      '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      '_rels/.rels': relations(`<Relationship Id="rId1" Type="${TYPE}/officeDocument" Target="/word/document2.xml"/>`),
      'word/document2.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('留存怎么算')}<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p></w:body></w:document>`
    })
    expect(await lossOf(bytes, '周报.docx')).toMatchObject({ text: 1, characters: 5 })
    expect((await lossOf(plain, '周报.docx')).characters).toBe(10)
  })

  const nothing = { images: 0, links: 0, tables: 0, headings: 0, lists: 0 }
  test.each<[string, string, Partial<ReturnType<typeof readDocx>>]>([
    [
      'text taken away by a change',
      `<w:del>${run('<w:delText>旧</w:delText>')}</w:del>${run('<w:t>新</w:t>')}`,
      { text: '新' }
    ],
    [
      'what was moved, once',
      `<w:p><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>甲</w:t></w:r></w:moveTo></w:p>`,
      { text: '甲' }
    ],
    [
      'a drawing for old programs, once',
      `<mc:AlternateContent><mc:Choice>${run('<a:blip r:embed="1"/><w:t>框</w:t>')}</mc:Choice><mc:Fallback>${run('<v:imagedata r:id="1"/><w:t>框</w:t>')}</mc:Fallback></mc:AlternateContent>`,
      { text: '框', images: 1 }
    ],
    ['a picture of before 2007', run('<w:pict><v:imagedata r:id="r1"/></w:pict>'), { images: 1 }],
    ['a picture without a file', run('<a:blip/>'), {}],
    ['code of fields', run('<w:instrText>PAGE</w:instrText><w:t>3</w:t>'), { text: '3' }],
    [
      'a link as a field in pieces',
      run(
        '<w:fldChar w:fldCharType="begin"/><w:instrText> HYPER</w:instrText><w:instrText>LINK "https://x.example"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>链</w:t><w:fldChar w:fldCharType="end"/>'
      ),
      { text: '链', links: 1 }
    ],
    [
      'a link within the document',
      `<w:p><w:hyperlink w:anchor="x"><w:r><w:t>见下</w:t></w:r></w:hyperlink></w:p>`,
      { text: '见下' }
    ],
    ['a link that shows nothing', `<w:p><w:hyperlink r:id="1"></w:hyperlink></w:p>`, {}],
    [
      'lists parted by text',
      `${item('a')}${item('b', 2)}${run('<w:t>c</w:t>')}${item('d')}`,
      { text: 'abcd', lists: 2 }
    ],
    ['an item taken out of its list', item('a', 0), { text: 'a' }],
    ['a table with nothing in it', table('<w:p/>') + table(run('<w:t> </w:t>')), { text: ' ' }],
    [
      'a heading that is only the place of a note',
      '<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:footnoteReference/></w:p>',
      {}
    ],
    ['a table in a table', table(run('<w:t>外</w:t>') + table(run('<w:t>内</w:t>'))), { text: '外内', tables: 2 }],
    [
      'headings by their styles’ names',
      paragraph('一', 'a1') + paragraph('二', 'b') + paragraph('三', 'c'),
      { text: '一二三', headings: 2 }
    ],
    ['an empty heading', paragraph('', 'a1'), {}],
    [
      'a chart and a diagram as pictures',
      run('<c:chart r:id="1"/>') + run('<dgm:relIds r:dm="2" r:lo="3"/>'),
      { images: 2 }
    ],
    [
      'a note whose place was taken away',
      `<w:del><w:footnoteReference w:id="2"/></w:del><w:footnote w:id="2">${run('<w:t>注</w:t>')}</w:footnote>`,
      {}
    ],
    ['a hyphen that keeps a word together', run('<w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t>'), { text: 'A\u2011B' }],
    ['references', run('<w:t>A&amp;B&#x4E00;</w:t>'), { text: 'A&B一' }],
    ['a part cut off', '<w:p><w:r><w:t>前半', { text: '前半' }]
  ])('%s', (_, body, expected) => {
    const reading = readDocx([styles, `<w:body>${body}</w:body>`])
    const text = reading.text.replaceAll(BREAK, '')
    expect({ ...reading, text }).toMatchObject({ text: '', ...nothing, ...expected })
  })

  test('is read in linear time, whatever is open or nested', async () => {
    const heading = '<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:r><w:t>字</w:t></w:r>'
    const nested = (times: number) =>
      processorTime(() => readDocx([styles, heading.repeat(times) + '</w:p>'.repeat(times)]))
    const few = await nested(5000)
    expect(await nested(20_000)).toBeLessThan(9 * few + 200)
    for (const piece of ['<w:p>', '<w:tbl>', '<w:hyperlink r:id="1">', '<w:del>', '<w:t>x']) {
      const timeFor = (times: number) => processorTime(() => readDocx(['', piece.repeat(times)]))
      const quarter = await timeFor(10_000)
      expect(await timeFor(40_000)).toBeLessThan(9 * quarter + 200)
    }
  })
})

describe('a PDF', () => {
  test('has its pages’ text whole; the marks before them part what was no neighbour', async () => {
    const bytes = pdfFile({ pages: [[{ text: '先点数' }], [{ text: '再对账' }, { text: '⽼周签字', down: 60 }]] })
    expect(await lossOf(bytes, '周报.pdf')).toMatchObject({ text: 1, characters: 10, images: [0, 0] })
  })

  test.each([
    ['pictures', '<< /Type /XObject /Subtype /Image /Width 3 >>\nstream\n', 1],
    [
      'a picture and its mask',
      '1 0 obj<</Subtype/Image/SMask 9 0 R>>stream x endstream endobj\n9 0 obj<</Subtype /Image>>stream',
      1
    ],
    [
      'one mask of two pictures',
      '1 0 obj<</Subtype/Image/Mask 9 0 R>>stream 2 0 obj<</SMask 9  0 R/Subtype/Image>>stream 9 0 obj<</Subtype/Image/ImageMask true>>stream',
      2
    ],
    [
      'an object written again',
      '1 0 obj<</Subtype/Image>>stream x endstream endobj 1 0 obj<</Subtype/Image/Width 2>>stream',
      1
    ],
    ['a stencil', '1 0 obj<</Subtype/Image/ImageMask true>>stream', 0],
    ['a form, and a word about pictures', '1 0 obj<</Subtype/Form/ProcSet[/ImageB]>>stream /Image', 0]
  ])('counts %s', (_, source, images) => {
    expect(readPdf(Buffer.from(source), []).images).toBe(images)
  })
})

test('a page saved as one file is measured without what stood around its text', async () => {
  const page = (body: string) =>
    Buffer.from(
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(`<!doctype html><html><head><title>盘点</title></head><body><nav><a href="/x">首页</a></nav><main><h1>盘点</h1>${body}</main><footer>版权</footer></body></html>`).toString('base64')}\r\n--B--\r\n`
    )
  const text = `<p>${'先看别人怎么记账，再看货架。'.repeat(20)}</p>`
  expect(await lossOf(page(text), '页.mhtml')).toMatchObject({ text: 1, media: [0, 0] })
  expect(await lossOf(page(`${text}<iframe src="https://v.example"></iframe>`), '页.mhtml')).toMatchObject({
    media: [1, 0]
  })
})

test('a page of XHTML is measured without its frame too', async () => {
  const html = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>盘点</title></head><body><nav><span/><a href="/x">首页</a></nav><main><h1>盘点</h1><p>${'先看别人怎么记账，再看货架。'.repeat(20)}</p></main></body></html>`
  const bytes = Buffer.from(`MIME-Version: 1.0\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n${html}`)
  expect(await lossOf(bytes, '页.mhtml')).toMatchObject({ text: 1, links: [0, 0] })
})

test('a book as one article has the text of all its chapters, whose titles may stand between them', async () => {
  const chapter = (body: string) =>
    `<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`
  const book = testZip([
    { name: 'mimetype', data: 'application/epub+zip', stored: true },
    ['META-INF/container.xml', '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'],
    [
      'a.opf',
      '<package version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>田埂</dc:title></metadata><manifest><item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    ],
    ['n.xhtml', chapter('<nav><ol><li><a href="a.xhtml">下地</a></li><li><a href="b.xhtml">收成</a></li></ol></nav>')],
    ['a.xhtml', chapter('<h1>下地</h1><p>先看别人怎么记账。</p><ul><li>数</li></ul>')],
    [
      'b.xhtml',
      chapter(
        '<p>数一数。</p><video src="a.mp4"></video><svg xmlns:xlink="http://www.w3.org/1999/xlink"><image width="100%" xlink:href="p.png"/></svg>'
      )
    ],
    ['p.png', testPng(4, 3)]
  ])
  expect(await lossOf(book, '书.epub')).toMatchObject({
    text: 1,
    characters: 16,
    headings: [1, 2],
    lists: [1, 1],
    images: [1, 1],
    media: [1, 0]
  })
})

test('across a break nothing is expected, beside it everything', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(text, text, text, (before, between, after) => {
      expect(shareOfPairs(`${before}${BREAK}${after}`, `${before}${between}${after}`)).toBe(1)
    })
  )
  expect(shareOfPairs(`甲乙${BREAK}丙丁`, '甲乙')).toBe(0.5)
})
