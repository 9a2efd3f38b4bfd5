import { useState } from 'react'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { go } from '../../route.ts'
import { Button, IconButton, Picker, Popover } from '../../ui/index.ts'

/** The button that puts the article into a plan, with the plans to choose from. */
export function AddToPlan({ onAdd }: { onAdd(plan: { id: number; title: string }): void }) {
  const t = useMessages().articles
  const common = useMessages().common
  const [open, setOpen] = useState(false)
  const { data: plans = [] } = useAnswer('plans.list', kb.plans.list, null, { enabled: open })
  return (
    <Popover
      label={t.plansTitle}
      align="end"
      flush={plans.length > 0}
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon="plan" label={t.addToPlan} />}
    >
      {plans.length > 0 ? (
        <Picker
          label={t.plansTitle}
          emptyText={t.noPlans}
          moreText={(hidden) => common.entries(hidden)}
          items={plans.map((plan) => ({
            key: String(plan.id),
            label: plan.title,
            icon: 'plan',
            detail: `${plan.doneItems} / ${plan.items}`
          }))}
          onPick={(key) => {
            setOpen(false)
            const plan = plans.find(({ id }) => String(id) === key)
            if (plan) onAdd(plan)
          }}
        />
      ) : (
        <div className="no-plans">
          <p className="t2">{t.noPlans}</p>
          <Button icon="plus" onClick={() => go({ room: 'plans', plan: null })}>
            {t.makePlan}
          </Button>
        </div>
      )}
    </Popover>
  )
}
