import { useState } from 'react'
import { useMessages } from '../../i18n.tsx'
import { Button, Dot, ProgressBar } from '../../ui/index.ts'
import type { RunningImport } from './import-queue.ts'
import { paceOf, withSample } from './pace.ts'
import type { Sample } from './pace.ts'

/** What is being imported now: how many of how many, how fast, which file, and the ways to stop. */
export function ProgressCard({ running, waiting }: { running: RunningImport; waiting: number }) {
  const t = useMessages().imports
  const { progress, at, stopping, stop } = running
  const samples = useSamples(progress && progress.total > 0 ? { at, done: progress.done } : null)
  if (!progress) return null
  const { done, total, label } = progress
  const title = total > 0 ? t.running : t.looking
  const pace = paceOf(samples, total)
  return (
    <section className="import-card" aria-label={title}>
      <div className="row between">
        <b className="b">{stopping ? t.stopping[stopping] : title}</b>
        <span className="t2 num">{t.progress(done, total)}</span>
      </div>
      <ProgressBar label={title} done={done} total={total} />
      <div className="row fs-12 t3">
        <span className="grow cut" title={label}>
          {label}
        </span>
        {pace && !stopping && (
          <span className="num">
            {t.perSecond(pace.perSecond)}
            <Dot />
            {t.timeLeft(pace.secondsLeft)}
          </span>
        )}
      </div>
      <div className="row import-acts">
        <span className="grow t3 fs-12">{waiting > 0 && t.waiting(waiting)}</span>
        {total > 0 && (
          <Button variant="text" disabled={stopping !== null} onClick={() => stop('pause')}>
            {t.pause}
          </Button>
        )}
        <Button variant="text" disabled={stopping !== null} onClick={() => stop('cancel')}>
          {t.cancel}
        </Button>
      </div>
    </section>
  )
}

/** Where the job stood during the last seconds. */
function useSamples(now: Sample | null): Sample[] {
  const [samples, setSamples] = useState<Sample[]>([])
  const last = samples.at(-1)
  if (!now || (last?.at === now.at && last.done === now.done)) return samples
  const next = withSample(samples, now)
  setSamples(next)
  return next
}
