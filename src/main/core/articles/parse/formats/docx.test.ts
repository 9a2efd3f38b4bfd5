import { describe, expect, test } from 'vitest'
import { docxFile, paragraph as p, picture, relations, TYPE, XML } from '../../../testing-docx.ts'
import { parseSource, treeToHtml } from '../index.ts'

const html = async (bytes: Uint8Array) => treeToHtml((await parseSource(bytes, '周报.docx')).tree)

describe('a Word document', () => {
  test('keeps headings, text, tables, links and its properties', async () => {
    const link = `<w:p><w:hyperlink r:id="rId9"><w:r><w:t>规则</w:t></w:r></w:hyperlink></w:p>`
    const table = `<w:tbl><w:tr><w:tc>${p('仓')}</w:tc><w:tc>${p('数')}</w:tc></w:tr></w:tbl>`
    const bytes = docxFile(p('盘点周报', 'a1') + p('先看差异', 'a2') + p('三个仓 &lt;北&gt; 对上了。') + table + link, {
      'word/_rels/document.xml.rels': relations(
        `<Relationship Id="rId9" Type="${TYPE}/hyperlink" Target="https://field.example/rules" TargetMode="External"/>`
      ),
      'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>模板 &amp; 标题</dc:title><dc:creator>禾田</dc:creator><cp:keywords>仓库，盘点</cp:keywords><dcterms:created>2022-02-10T01:02:03Z</dcterms:created></cp:coreProperties>`
    })
    const parsed = await parseSource(bytes, '周报.docx')
    expect(parsed).toMatchObject({
      format: 'docx',
      title: '盘点周报',
      author: '禾田',
      publishedAt: '2022-02-10T01:02:03Z',
      tags: ['仓库', '盘点']
    })
    expect(treeToHtml(parsed.tree)).toBe(
      '<h2 id="h-1">先看差异</h2>\n<p>三个仓 &lt;北&gt; 对上了。</p>\n<table><tbody><tr><td>仓</td><td>数</td></tr>\n</tbody>\n</table>\n<p><a href="https://field.example/rules">规则</a></p>'
    )
  })

  test('takes its title from the properties or the file name when it has no heading', async () => {
    expect((await parseSource(docxFile(p('一段话。')), '周报.docx')).title).toBe('周报')
  })

  test('keeps the place of pictures and never reads what they link to', async () => {
    const bytes = docxFile(picture('r:embed="rId1"') + picture('r:link="rId2"') + p('字'), {
      'word/media/image1.png': new Uint8Array([0x89, 0x50]),
      'word/_rels/document.xml.rels': relations(
        `<Relationship Id="rId1" Type="${TYPE}/image" Target="media/image1.png"/>`,
        `<Relationship Id="rId2" Type="${TYPE}/image" Target="file:///etc/hostname" TargetMode="External"/>`
      )
    })
    expect(await html(bytes)).toBe('<p><img alt="货架照片"></p>\n<p><img alt="货架照片"></p>\n<p>字</p>')
  })

  test('expands no entities', async () => {
    const lol = Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')
    const types = `<!DOCTYPE w [<!ENTITY a0 "lol"><!ENTITY x SYSTEM "file:///etc/passwd">${lol}]>`
    const read = parseSource(docxFile(p('字&x;&a9;'), {}, types), 'a.docx').then(
      ({ text }) => text,
      (error: unknown) => error
    )
    const result = await read
    if (typeof result === 'string') expect(result).not.toMatch(/root:|lollol/)
    else expect(result).toMatchObject({ code: 'damaged' })
  })

  test('that is encrypted, damaged, cut off or too large says so', async () => {
    const code = (bytes: Uint8Array) =>
      parseSource(bytes, 'a.docx').then(
        () => 'read',
        (error) => error.code
      )
    expect(await code(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('encrypted')
    const whole = docxFile(p('字'))
    expect(await code(whole.subarray(0, whole.length - 50))).toBe('damaged')
    expect(await code(Buffer.from('PK\x03\x04 and nothing'))).toBe('damaged')
    expect(await code(docxFile('<w:p><w:r>'))).toBe('damaged')
    expect(await code(docxFile(p('字'), { '_rels/.rels': 'no xml' }))).toBe('damaged')
    expect(await code(docxFile(p('字'.repeat(10_000_000))))).toMatch(/too_large|unsafe_archive/)
    expect(await code(docxFile(p('')))).toBe('empty_file')
    expect(await code(docxFile('<w:sdt><w:sdtContent>'.repeat(20_000)))).toBe('damaged')
  })
})
