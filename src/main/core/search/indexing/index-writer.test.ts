import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../testing.ts'
import { countMatching } from '../queries.ts'
import { createIndex, openIndexWriter } from './index-writer.ts'

test('tidied, it is one list for each token, gives its space back and holds the same', () => {
  const path = join(temporaryFolder(), 'index.db')
  createIndex(path, {})
  const writer = openIndexWriter(path)
  const text = (n: number) => ({ length: 100, words: 100, plain: true, tokens: `共同 独${n} 组${n % 7}` })
  for (let from = 1; from <= 1200; from += 20) {
    writer.write((documents) => {
      for (let n = from; n < from + 20; n++) documents.put(n, text(n))
      return from
    })
  }
  writer.write((documents) => {
    for (let n = 1; n <= 200; n++) documents.remove(n)
    return 2000
  })
  for (let steps = 0; writer.tidy(); steps++) expect(steps).toBeLessThan(1000)
  expect(writer.sequence).toBe(2000)
  expect(writer.averageLength).toBe(100)
  writer.close()

  const db = new Database(path)
  onTestFinished(() => void db.close())
  const one = (sql: string) => Number(db.prepare(sql).pluck().get())
  expect(one('SELECT count(DISTINCT id >> 37) FROM postings_data WHERE id > 10')).toBe(1)
  expect(one('SELECT freelist_count FROM pragma_freelist_count')).toBeLessThanOrEqual(
    one('SELECT page_count / 50 FROM pragma_page_count')
  )
  expect(one('SELECT count FROM state')).toBe(1000)
  expect(countMatching(db, ['共同'])).toBe(1000)
  expect(countMatching(db, ['独200'])).toBe(0)
  expect(countMatching(db, ['独201', '组5'])).toBe(1)
})

test('a write that fails leaves the index as it was', () => {
  const path = join(temporaryFolder(), 'index.db')
  createIndex(path, {})
  const writer = openIndexWriter(path)
  onTestFinished(() => writer.close())
  const put = (id: number) => () =>
    writer.write((documents) => {
      documents.put(id, { length: 10, words: 10, plain: true, tokens: '词' })
      if (id === 2) throw new Error('half-way')
      return id
    })
  put(1)()
  expect(put(2)).toThrow('half-way')
  expect(writer.sequence).toBe(1)
  expect(writer.averageLength).toBe(10)
})
