import { useMessages } from '../../i18n.tsx'
import { Button, ProgressBar } from '../../ui/index.ts'
import type { RunningImport } from './import-queue.ts'

/** What is being imported now: how many of how many, which file, and the way out. */
export function ProgressCard({ running, waiting }: { running: RunningImport; waiting: number }) {
  const t = useMessages().imports
  const { progress, cancelling, cancel } = running
  if (!progress) return null
  const { done, total, label } = progress
  const title = total > 0 ? t.running : t.looking
  return (
    <section className="import-card" aria-label={title}>
      <div className="row between">
        <b className="b">{cancelling ? t.cancelling : title}</b>
        <span className="t2 num">{t.progress(done, total)}</span>
      </div>
      <ProgressBar label={title} done={done} total={total} />
      <div className="row">
        <span className="grow cut t3 fs-12" title={label}>
          {label}
        </span>
        {waiting > 0 && <span className="t3 fs-12">{t.waiting(waiting)}</span>}
        <Button variant="text" disabled={cancelling} onClick={cancel}>
          {t.cancel}
        </Button>
      </div>
    </section>
  )
}
