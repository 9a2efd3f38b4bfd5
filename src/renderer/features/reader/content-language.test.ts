import { expect, test } from 'vitest'
import { contentLanguage } from './content-language.ts'

test.each([
  ['续约复盘', '这一段是中文，里面有 SaaS 和 TTV 两个词。', 'zh-CN'],
  ['Renewals', 'A text in English that quotes one word, 续约, and goes on in English for a while.', 'en'],
  ['', '', 'en']
])('%s is read as %s', (title, text, language) => {
  expect(contentLanguage(title, [{ tag: 'p', children: [text] }])).toBe(language)
})
