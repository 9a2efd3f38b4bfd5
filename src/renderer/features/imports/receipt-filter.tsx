import type { SourceFormat } from '../../../shared/articles.ts'
import type { ImportReason, ImportReceipt } from '../../../shared/imports.ts'
import { formatCount } from '../../format.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Icon, Menu } from '../../ui/index.ts'
import { FindField } from './find-field.tsx'

/** What a receipt's list is narrowed to, beside an outcome. */
export interface Narrowing {
  query?: string
  reason?: ImportReason
  format?: SourceFormat
}
export const everyFile: Narrowing = {}

interface ReceiptFilterProps {
  receipt: ImportReceipt
  narrowing: Narrowing
  onChange(narrowing: Narrowing): void
}

/** Narrows a receipt's list by name, reason and format. */
export function ReceiptFilter({ receipt: { batchId }, narrowing, onChange }: ReceiptFilterProps) {
  const t = useMessages().imports
  const { data: facets } = useAnswer('imports.facets', kb.imports.facets, { batchId })
  const { reason, format } = narrowing
  const reasons = facets?.reasons ?? []
  const formats = facets?.formats ?? []
  return (
    <div className="receipt-filter" role="search">
      <FindField label={t.findFile} onFind={(text) => onChange(change(narrowing, 'query', text.trim() || null))} />
      {reasons.length > 0 && (
        <Choice
          name={t.columns.reason}
          any={t.anyReason}
          chosen={reason ?? null}
          choices={reasons.map(({ reason: key, count }) => ({ key, label: t.reasons[key], count }))}
          onChoose={(key) => onChange(change(narrowing, 'reason', key))}
        />
      )}
      {formats.length > 1 && (
        <Choice
          name={t.format}
          any={t.anyFormat}
          chosen={format ?? null}
          choices={formats.map(({ format: key, count }) => ({ key, label: t.formats[key], count }))}
          onChoose={(key) => onChange(change(narrowing, 'format', key))}
        />
      )}
    </div>
  )
}

function change<K extends keyof Narrowing>(from: Narrowing, name: K, value: Narrowing[K] | null): Narrowing {
  const { [name]: _, ...rest } = from
  return value === null ? rest : { ...rest, [name]: value }
}

interface ChoiceProps<K extends string> {
  name: string
  any: string
  chosen: K | null
  choices: { key: K; label: string; count: number }[]
  onChoose(key: K | null): void
}

function Choice<K extends string>({ name, any, chosen, choices, onChoose }: ChoiceProps<K>) {
  const label = choices.find(({ key }) => key === chosen)?.label ?? any
  return (
    <Menu
      trigger={
        <button type="button" className={`chip${chosen ? ' on' : ' line'}`}>
          <span className="visually-hidden">{name}</span>
          <span className="cut">{label}</span>
          <Icon name="down" size={12} />
        </button>
      }
      groups={[
        { items: [{ label: any, checked: chosen === null, onSelect: () => onChoose(null) }] },
        {
          heading: name,
          items: choices.map(({ key, label: text, count }) => ({
            label: text,
            checked: key === chosen,
            shortcut: formatCount(count),
            onSelect: () => onChoose(key)
          }))
        }
      ]}
    />
  )
}
