import Database from 'better-sqlite3'
import fc from 'fast-check'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { foldForMatching } from '../../../shared/fold.ts'
import { unwrap } from '../../../shared/result.ts'
import { foldedTerm } from '../../../shared/search-query.ts'
import type { SearchGroupName, SearchItem } from '../../../shared/search.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

// Any part of any text is found wherever it stands, and nowhere else, as a plain scan of what is stored tells.

const SENTENCES = [
  '增长不靠一个按钮：先看留存，再看 growth  model 里哪一步漏得最多。',
  '用 node.js 写的脚本每晚跑一遍 A/B测试，结果进 dashboards；c++ 那一版早就停了。',
  'Ｂ２Ｂ報價單要改五遍，因為採購流程沒有畫出來，⽤⼾也說不清 3.5% 從哪来。',
  'MVP产品上线第 17 天，prompts 换了 204 次，SaaS后台的埋\u200b点方案仍是 v2.1。',
  '需求评审之前先问三个“为什么”，再把“不做什么”写进 PRD（第 2 版）。',
  '会员等级、积分和优惠券是三件事；混在一起，权限就没有人说得清😀。',
  'The onboarding funnel leaks at step 3 — ask users, not dashboards: R&D-teams forget it.',
  '仓库\u00a0 排班看板分早晚两班，𠮷野家那样的门店一班要 6 人。'
]

const item = (text: string, n: number): string =>
  `书${n}\n- 您在位置 #${n + 1}-${n + 2}的标注 | 添加于 2023年5月1日星期一 上午10:00:00\n\n${text}\n==========\n`

async function makeLibrary(): Promise<TestLibrary> {
  const library = createTestLibrary()
  const { kb } = library
  const at = (n: number) => SENTENCES[n % SENTENCES.length] ?? ''
  const files: Record<string, string> = {}
  for (const [n, sentence] of SENTENCES.entries()) {
    files[`${n}.md`] =
      `---\ntitle: '第${n}篇：${at(n + 3).slice(0, 12)}'\n---\n\n${sentence}\n\n## ${at(n + 1)}\n\n${at(n + 5)}\n`
    files[`${n}.txt`] = `${at(n + 2)}\n${at(n + 6)}\n`
  }
  await library.importFiles({
    ...files,
    'My Clippings.txt': SENTENCES.slice(0, 5).map(item).join('')
  })
  for (const [n, sentence] of SENTENCES.entries()) {
    unwrap(await kb.notes.create({ title: `记${n} ${at(n + 4).slice(5, 15)}`, markdown: `${sentence}\n${at(n + 7)}` }))
  }
  for (const n of [0, 1, 2, 3]) {
    const title = `专题 ${at(n * 2)}`.slice(0, 100)
    const plan = unwrap(await kb.plans.create({ title, startDate: '2026-03-01', minutesPerDay: 30 }))
    for (const m of [1, 3, 5]) {
      unwrap(await kb.plans.addItem({ planId: plan.id, title: `读 ${at(n + m)}`.slice(0, 100), minutes: 20 }))
    }
  }
  const { items } = unwrap(await kb.entries.list({ limit: 500 }))
  for (const { id } of items.slice(0, 6)) unwrap(await kb.entries.tag({ ids: [id], add: ['B 端', 'Growth-Hack'] }))
  return library
}

/** Every text that can be found: what it belongs to, and its parts, folded. */
interface Stored {
  kind: 'entry' | 'highlight' | 'plan'
  label: string
  texts: string[]
}

const PARTING = '\uffff'

function storedIn(library: TestLibrary): Stored[] {
  const db = new Database(join(library.folder, 'library.db'), { readonly: true })
  const rows = db
    .prepare<[], { kind: Stored['kind']; label: string; texts: string }>(
      `SELECT 'entry' AS kind, e.id || '' AS label, concat_ws('${PARTING}', e.title, e.body_text,
         (SELECT group_concat(t.name, '${PARTING}') FROM entry_tags et JOIN tags t ON t.id = et.tag_id WHERE et.entry_id = e.id)) AS texts
       FROM entries e
       UNION ALL SELECT 'highlight', id || '', concat_ws('${PARTING}', text, note) FROM highlights
       UNION ALL SELECT 'plan', id || '/', title FROM plans
       UNION ALL SELECT 'plan', plan_id || '/' || id, title FROM plan_items`
    )
    .all()
  db.close()
  return rows.map(({ kind, label, texts }) => {
    return { kind, label, texts: texts.split(PARTING).map((text) => foldForMatching(text).text) }
  })
}

function labelOf(found: SearchItem): string {
  if (found.type === 'entry') return String(found.hit.id)
  if (found.type === 'highlight') return String(found.id)
  return found.type === 'plan' ? `${found.planId}/${found.itemId ?? ''}` : ''
}

const GROUPS: Record<Stored['kind'], SearchGroupName[]> = {
  entry: ['titles', 'articles', 'notes'],
  highlight: ['highlights'],
  plan: ['plans']
}

/** What to draw from a text; each kind is there to be drawn. */
const KINDS: Record<string, RegExp> = {
  'any part with a Chinese character': /[^\uffff]{0,14}[\u4e00-\u9fff][^\uffff]{0,15}/gu,
  'any part of Chinese alone': /[\u4e00-\u9fff]{1,30}/gu,
  'inside of a word': /(?<=[a-z])[a-z]{3,}(?=[a-z])/gu,
  'compound word': /[a-z0-9]+(?:[+./&#-]+[a-z0-9]*)+/gu,
  'letters and digits': /[a-z]\d[a-z]|v\d/gu,
  digits: /\d+/gu,
  'Chinese and English': /[\u4e00-\u9fff]{1,3} ?[a-z]+|[a-z]+ ?[\u4e00-\u9fff]{1,3}/gu,
  'across spaces': /[^ \uffff]{1,8} [^ \uffff]{1,8}/gu
}

const quoted = (text: string): string => `"${text.replace(/["“”„«»\\]/g, '\\$&')}"`

it.each([
  ['before indexing', false],
  ['from the index', true]
])('any part of a title, text, tag, highlight, plan or plan item is found %s', async (_, indexed) => {
  const library = await makeLibrary()
  const { kb } = library
  if (indexed) unwrap(await kb.search.catchUp(null).result)
  const stored = storedIn(library)

  const groups = async (query: string, kind: Stored['kind']): Promise<string[]> => {
    const found = await Promise.all(GROUPS[kind].map((group) => kb.search.group({ query, group, limit: 500 })))
    return found.flatMap((group) =>
      unwrap(group)
        .items.filter((each) => !('pinyin' in each && each.pinyin))
        .map(labelOf)
    )
  }
  const pools = Object.keys(GROUPS).flatMap((kind) =>
    Object.entries(KINDS).map(([name, pattern]) => {
      const texts = stored.filter((each) => each.kind === kind).flatMap((each) => each.texts)
      const parts = texts.flatMap((text) => [...text.matchAll(pattern)].map(([match]) => match))
      expect(parts.length, `${kind}: ${name}`).toBeGreaterThan(0)
      return { parts, whole: !name.startsWith('any') }
    })
  )
  const part = fc
    .tuple(fc.constantFrom(...pools), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 30 }))
    .map(([{ parts, whole }, which, at, length]) => {
      const text = parts[which % parts.length] ?? ''
      const from = at % text.length
      return whole ? text : text.slice(from, from + length)
    })
    .filter((text) => text.isWellFormed() && foldedTerm(text) !== '')
  await fc.assert(
    fc.asyncProperty(part, async (text) => {
      const term = foldedTerm(text)
      for (const kind of ['entry', 'highlight', 'plan'] as const) {
        const expected = stored.filter((each) => each.kind === kind && each.texts.some((whole) => whole.includes(term)))
        const found = await groups(quoted(text), kind)
        expect(found.toSorted()).toEqual(expected.map(({ label }) => label).toSorted())
      }
      const { hits, total } = unwrap(await kb.search.query({ query: quoted(text), limit: 500 }))
      expect(total).toBe(hits.length)
      for (const hit of hits) {
        const own = stored.find(({ kind, label }) => kind === 'entry' && label === String(hit.id))
        const times = (own?.texts.slice(0, 2) ?? []).reduce((sum, whole) => sum + whole.split(term).length - 1, 0)
        expect(hit.count).toBe(times)
      }
    }),
    { numRuns: 300 }
  )
})
