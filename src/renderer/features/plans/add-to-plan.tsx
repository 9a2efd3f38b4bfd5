import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Result } from '../../../shared/result.ts'
import { unwrap } from '../../../shared/result.ts'
import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Menu } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'
import { PlanForm } from './plan-form.tsx'

export interface AddToPlanProps {
  /** Entries to add. */
  ids: number[]
  trigger: ReactElement<Record<string, unknown>>
}

/** A button that offers the plans to put entries into, or a new one. */
export function AddToPlan({ ids, trigger }: AddToPlanProps) {
  const t = useMessages()
  const language = useLanguage()
  const undoable = useUndoable()
  const [creating, setCreating] = useState(false)
  const { data: plans = [] } = useAnswer('plans.list', kb.plans.list, null)

  const add = (planId: number, title: string) =>
    undoable(async () => {
      const items = unwrap(await kb.plans.addEntries({ planId, ids }))
      const undo = async () => {
        let last: Result<unknown> = { ok: true, value: null }
        for (const { id } of items) last = await kb.plans.deleteItem({ id })
        return last
      }
      const [first] = items
      const day = items.length === 1 && first?.date ? formatDay(first.date, language) : null
      return { text: day ? t.plans.addedOn(title, day) : t.plans.added(items.length, title), undo }
    })

  return (
    <>
      <Menu
        trigger={trigger}
        align="end"
        groups={[
          {
            heading: t.plans.addToPlan,
            items: plans.map(({ id, title }) => ({ label: title, icon: 'plan', onSelect: () => void add(id, title) }))
          },
          { items: [{ label: `${t.plans.newPlan}…`, icon: 'plus', onSelect: () => setCreating(true) }] }
        ]}
      />
      {creating && (
        <PlanForm
          onClose={() => setCreating(false)}
          onSaved={({ id, title }) => {
            setCreating(false)
            void add(id, title)
          }}
        />
      )}
    </>
  )
}
