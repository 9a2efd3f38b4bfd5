import { expect, test } from 'vitest'
import { treeToHtml } from './tree-html.ts'
import { textToTree } from './text-tree.ts'

test.each([
  ['blank lines part paragraphs', '甲\n\n\n乙\r\n \r\n丙', '<p>甲</p><p>乙</p><p>丙</p>'],
  ['without blank lines every line is one', '　　甲\n　　乙\n', '<p>甲</p><p>乙</p>'],
  ['lines of a paragraph stay lines', '甲\n乙\n\n丙', '<p>甲<br>乙</p><p>丙</p>'],
  [
    'lines wrapped at a fixed width are joined',
    'This paragraph was wrapped by an editor at a width of some\nseventy columns, as letters once were, and nobody meant it\nto stay that way.\n\nEnd',
    '<p>This paragraph was wrapped by an editor at a width of some seventy columns, as letters once were, and nobody meant it to stay that way.</p><p>End</p>'
  ],
  [
    'Chinese ones without a space',
    `${'这一段文字是由编辑器按照固定宽度折成许多行的'.repeat(2)}\n所以应当合并成一段\n\n完`,
    `<p>${'这一段文字是由编辑器按照固定宽度折成许多行的'.repeat(2)}所以应当合并成一段</p><p>完</p>`
  ],
  ['one long line', '长'.repeat(5000), `<p>${'长'.repeat(5000)}</p>`],
  ['signs of HTML and Markdown are text', '<b>*甲*</b>', '<p>&lt;b&gt;*甲*&lt;/b&gt;</p>'],
  ['nothing', ' \n\n ', '']
])('%s', (_, text, html) => {
  expect(treeToHtml(textToTree(text)).replaceAll('\n', '')).toBe(html)
})
