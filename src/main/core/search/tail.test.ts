import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { foldForMatching } from '../../../shared/fold.ts'
import { unwrap } from '../../../shared/result.ts'
import { openLibrary } from '../db/open.ts'
import { createTestLibrary } from '../testing.ts'
import { changedHolding } from './tail.ts'

const TEXTS = ['先画流程，再谈报价。Node.js 2.0', '先畫流程，再談報價。', 'ＭＶＰ 增⻓ 100%_done', '\\d+ 报 价', '']

test('what is not kept is read where it must be, and the same is found', async () => {
  const library = createTestLibrary()
  for (const [n, markdown] of TEXTS.entries()) {
    unwrap(await library.kb.notes.create({ title: `第 ${n} 篇`, markdown, tags: n === 4 ? ['再谈'] : [] }))
  }
  library.close()
  const { db, close } = openLibrary(library.folder)
  onTestFinished(close)
  const texts = [...TEXTS.map((text, n) => `第 ${n} 篇 ${text}`), '再谈', '😀', '%', 'node', '价。n']
  const part = fc.constantFrom(...texts).chain((text) => {
    const { text: folded } = foldForMatching(text)
    return fc
      .tuple(fc.nat(folded.length - 1), fc.integer({ min: 1, max: 6 }))
      .map(([from, length]) => folded.slice(from, from + length))
  })
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (terms) => {
      const kept = changedHolding(db, 0, terms)
      changedHolding(db, 0, terms, 0)
      expect(changedHolding(db, 0, terms, 0)).toEqual(kept)
    })
  )
  expect(changedHolding(db, 0, ['再谈'], 0).ids).toEqual([5, 2, 1])
})
