import { unwrap } from '../shared/result.ts'
import type { SearchItemOf, SearchProblem } from '../shared/search.ts'
import type { Messages } from '../shared/messages/index.ts'
import { WrongUse } from './arguments.ts'
import type { CommandContext, Outcome } from './commands.ts'

/** Places given of one hit. */
const MOST_MATCHES = 1000
const MOST_HITS = 500

/** Searches entries, highlights and plans with the whole query language. */
export async function search({ line, kb, messages, report }: CommandContext): Promise<Outcome> {
  const query = line.operands.join(' ')
  if (query.trim() === '') throw new WrongUse(messages.cli.missing('<query>'))
  const limit = Math.max(1, Math.min(MOST_HITS, line.number('limit') ?? 20))
  const offset = line.number('offset') ?? 0
  const answer = unwrap(await kb.search.query({ query, offset, limit, matchLimit: MOST_MATCHES }))
  const highlights = unwrap(await kb.search.group({ query, group: 'highlights', offset, limit }))
  const plans = unwrap(await kb.search.group({ query, group: 'plans', offset, limit }))
  const suggestions = answer.total === 0 ? unwrap(await kb.search.suggest({ query })) : []

  const { total, exact, tookMs } = answer
  const texts = messages.searchQuery.problems
  const problems = answer.problems.map((problem) => ({ ...problem, message: texts[problem.key] }))
  if (!line.json) for (const problem of problems) report(problemLines(query, problem, problem.message).join('\n'))
  const hits = answer.hits.map(({ id, kind, title, score, snippet, ranges, count, matches }) => {
    return { id, kind, title, score, snippet, ranges, count, matches }
  })
  return {
    data: {
      total,
      exact,
      tookMs,
      problems,
      hits,
      highlights: { total: highlights.total, items: highlights.items },
      plans: { total: plans.total, items: plans.items },
      suggestions
    },
    lines: [
      messages.cli.found(exact ? String(total) : `≥ ${total}`, tookMs.toFixed(1)),
      ...hits.map((hit) => `${hit.id}\t${hit.title}\n\t${hit.snippet}`),
      ...highlights.items.flatMap((item) => (item.type === 'highlight' ? highlightLines(item, messages) : [])),
      ...plans.items.flatMap((item) => (item.type === 'plan' ? planLines(item, messages) : [])),
      ...suggestions.map((suggestion) => messages.cli.suggested(suggestion.query, suggestion.entries))
    ],
    complete: true
  }
}

const highlightLines = ({ entry, text }: SearchItemOf<'highlight'>, { cli }: Messages): string[] => [
  `${entry.id}\t${cli.highlightIn(entry.title)}\n\t${text.replace(/\s+/g, ' ')}`
]

const planLines = ({ planId, itemId, planTitle, title }: SearchItemOf<'plan'>, { cli }: Messages): string[] => [
  `${planId}\t${cli.plan(planTitle)}${itemId === null ? '' : `\n\t${title}`}`
]

/** The query, and under it carets below the place that the message is about. */
function problemLines(query: string, { start, end }: SearchProblem, message: string): string[] {
  const shown = query.replace(/\s/g, ' ')
  const indent = ' '.repeat(columns(shown.slice(0, start)))
  return [shown, `${indent}${'^'.repeat(Math.max(1, columns(shown.slice(start, end))))} ${message}`]
}

/** How wide a text stands in a terminal: ideographs and full-width signs take two columns. */
function columns(text: string): number {
  let width = 0
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3fffd}]/u.test(
        char
      )
        ? 2
        : 1
  return width
}
