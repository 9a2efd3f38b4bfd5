import Papa from 'papaparse'
import type { ImportItem } from '../../../shared/imports.ts'
import type { Messages } from '../../../shared/messages/index.ts'

/**
 * A receipt's files as CSV for spreadsheets: UTF-8 with BOM, CRLF, cells that start like a formula kept as text (RFC 4180,
 * OWASP "CSV Injection"). Counts are written `source→kept`: with a slash,
 * spreadsheets take them for dates.
 */
export function receiptToCsv(items: ImportItem[], { imports: t }: Messages): string {
  const { columns } = t
  const kinds = ['images', 'links', 'tables', 'headings', 'lists', 'code', 'media'] as const
  const fields = [
    columns.file,
    columns.outcome,
    columns.title,
    columns.reason,
    columns.detail,
    columns.text,
    ...kinds.map((kind) => t.parts[kind])
  ]
  const data = items.map(({ path, outcome, title, reason, loss }) => [
    path,
    t.outcomes[outcome],
    title ?? '',
    reason ? t.reasons[reason.code] : '',
    reason?.detail ?? '',
    loss ? t.percent(loss.text) : '',
    ...kinds.map((kind) => (loss ? `${loss[kind][0]}→${loss[kind][1]}` : ''))
  ])
  const csv = Papa.unparse({ fields, data }, { escapeFormulae: true, newline: '\r\n' })
  return `\uFEFF${csv}\r\n`
}
