import { useState } from 'react'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { go } from '../../route.ts'
import { Button, Dot, EmptyState, IconButton, ProgressBar, Title } from '../../ui/index.ts'
import { PlanForm } from './plan-form.tsx'
import { PlanView } from './plan-view.tsx'
import './plans.css'

/** Study plans: the list of them, and the chosen one. */
export function PlansScreen({ plan: chosen }: { plan: number | null }) {
  const t = useMessages()
  const [creating, setCreating] = useState(false)
  const { data: plans } = useAnswer('plans.list', kb.plans.list, null)
  const shown = chosen ?? plans?.[0]?.id ?? null
  if (!plans) return <main className="main" />

  return (
    <>
      {plans.length > 0 && (
        <section className="list plan-list" aria-label={t.plans.plans}>
          <div className="bar">
            <h1 className="grow">{t.plans.plans}</h1>
            <IconButton icon="plus" label={t.plans.newPlan} onClick={() => setCreating(true)} />
          </div>
          <div className="scroll">
            {plans.map((plan) => (
              <button
                key={plan.id}
                type="button"
                className={`plan-row${plan.id === shown ? ' on' : ''}`}
                aria-current={plan.id === shown ? 'true' : undefined}
                onClick={() => go({ room: 'plans', plan: plan.id })}
              >
                <h2>
                  <Title text={plan.title} />
                </h2>
                <p className="meta">
                  {plan.startDate}
                  <Dot />
                  {t.plans.items(plan.items)}
                </p>
                <ProgressBar label={t.plans.progressLabel} done={plan.doneMinutes} total={plan.minutes} />
              </button>
            ))}
          </div>
        </section>
      )}
      <main className="main">
        {shown === null ? (
          <div className="center">
            <EmptyState
              icon="plan"
              title={t.plans.none}
              actions={
                <Button variant="primary" large icon="plus" onClick={() => setCreating(true)}>
                  {t.plans.newPlan}
                </Button>
              }
            >
              {t.plans.noneHint}
            </EmptyState>
          </div>
        ) : (
          <PlanView key={shown} id={shown} />
        )}
      </main>
      {creating && (
        <PlanForm
          onClose={() => setCreating(false)}
          onSaved={({ id }) => {
            setCreating(false)
            go({ room: 'plans', plan: id })
          }}
        />
      )}
    </>
  )
}
