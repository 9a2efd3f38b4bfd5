import { useState } from 'react'
import type { ReactElement } from 'react'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { go } from '../../route.ts'
import { Menu, showToast } from '../../ui/index.ts'
import { PlanForm } from './plan-form.tsx'

export interface AddToPlanProps {
  /** Entries to add. */
  ids: number[]
  trigger: ReactElement<Record<string, unknown>>
}

/** A button that offers the plans to put entries into, or a new one. */
export function AddToPlan({ ids, trigger }: AddToPlanProps) {
  const t = useMessages()
  const [creating, setCreating] = useState(false)
  const { data: plans = [] } = useAnswer('plans.list', kb.plans.list, null)

  const add = async (planId: number, title: string) => {
    const result = await kb.plans.addEntries({ planId, ids })
    if (!result.ok) return showToast({ kind: 'error', text: failureText(t, result.error) })
    showToast({
      text: t.plans.added(result.value.length, title),
      action: { label: t.shell.plans, run: () => go({ room: 'plans', plan: planId }) }
    })
  }

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
