import { useState } from 'react'
import type { SourceFormat } from '../../../shared/articles.ts'
import type { ImportReason, ImportReceipt } from '../../../shared/imports.ts'
import { formatCount } from '../../format.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Icon, Menu, TextField } from '../../ui/index.ts'

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
  const [text, setText] = useState('')
  const { data: facets } = useAnswer('imports.facets', kb.imports.facets, { batchId })
  const { reason, format, query } = narrowing
  const find = (value: string) => onChange(change(narrowing, 'query', value.trim() || null))
  const reasons = facets?.reasons ?? []
  const formats = facets?.formats ?? []
  return (
    <div className="receipt-filter" role="search">
      <TextField
        label={t.findFile}
        hideLabel
        icon="search"
        placeholder={t.findFile}
        maxLength={200}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          if (!(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)) find(event.target.value)
        }}
        onCompositionEnd={(event) => find(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing || query === undefined) return
          event.stopPropagation() // clears the field before it closes the sheet
          setText('')
          find('')
        }}
      />
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
