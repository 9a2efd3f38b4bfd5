import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseQuery } from '../../../shared/search-query.ts'
import { createTestLibrary } from '../testing.ts'

const PARTS = `( ) （ " “ - -- : tag: 标签： is: is:read is:trash date: date:2022 date:9999 date:999y words:> words:2 OR 或 NOT \\ ' * ^
  需求 权限 xuqiu promt c++ a/b NEAR AND in:title in:text sort:date -sort:words kind:plan kind:highlight category:/ 作者:% 😀 𠮷 、`
const part = fc.constantFrom(...PARTS.split(/\s+/), ' ', '\u200b', '\u0000', '\uffff', '\ue001', '\ud83d')
const anything = fc.oneof(
  fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.array(part, { maxLength: 12 }).map((parts) => parts.join(' ')),
  fc.string({ unit: 'binary', maxLength: 30 })
)

it.each([
  ['before indexing', false],
  ['from the index', true]
])('any text is answered %s, and what holds for a hit holds for its places', async (_, indexed) => {
  const library = createTestLibrary()
  const { kb } = library
  await kb.notes.create({ title: '需求 c++', markdown: 'a/b 权限、需求 prompt 😀', tags: ['x'] })
  await kb.notes.create({ title: '𠮷野家（权限）', markdown: '需求：一、二' })
  if (indexed) await kb.search.catchUp(null).result
  await fc.assert(
    fc.asyncProperty(anything, async (query) => {
      const answers = [
        await kb.search.query({ query }),
        await kb.search.overview({ query }),
        await kb.search.group({ query, group: 'titles' }),
        await kb.search.ids({ query }),
        await kb.search.count({ queries: [query] }),
        await kb.search.suggest({ query }),
        await kb.search.complete({ key: 'tag', text: query }),
        await kb.search.remember({ query })
      ]
      expect(answers.map((answer) => answer.ok)).toEqual(answers.map(() => true))
      const [found] = answers
      if (!found?.ok || !found.value || !('hits' in found.value)) return
      expect(found.value.total).toBe(found.value.hits.length)
      for (const hit of found.value.hits) {
        expect(hit.matches.length).toBeLessThanOrEqual(20)
        for (const { field, offset, length } of hit.matches) {
          if (field === 'title') expect(offset + length).toBeLessThanOrEqual(hit.title.length)
        }
        if (parseQuery(query).root?.type === 'text' && hit.tags.length === 0) expect(hit.count).toBeGreaterThan(0)
      }
    }),
    { numRuns: 150 }
  )
})
