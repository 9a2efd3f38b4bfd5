import { useEffect, useState } from 'react'
import type { Progress, RunningJob } from '../../../shared/ipc.ts'
import type { LibraryProblem } from '../../../shared/library.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Banner, Button, ProgressBar, showToast } from '../../ui/index.ts'

interface Running {
  cancel(): void
  progress: Progress
}

/** Of files that belong to nothing, only those that the app named are its own. */
const canMend = ({ code, detail }: LibraryProblem): boolean =>
  code === 'picture_missing' || (code === 'orphan' && /[0-9a-f]{64}$/.test(detail))

/** The state of the search index and of everything on disk, with the two long jobs that mend and prove it. */
export function CheckCard() {
  const t = useMessages()
  const { data: index, refetch } = useAnswer('search.status', kb.search.status, null)
  const [running, setRunning] = useState<Running>()
  const [report, setReport] = useState<{ ok: boolean; problems: LibraryProblem[] }>()

  useEffect(() => kb.search.changed(() => void refetch()), [refetch])

  async function follow<T>(start: (options: { onProgress(progress: Progress): void }) => RunningJob<T>) {
    const job = start({ onProgress: (progress) => setRunning({ cancel: job.cancel, progress }) })
    setRunning({ cancel: job.cancel, progress: { done: 0, total: 0, label: '' } })
    const result = await job.result
    setRunning(undefined)
    if (result.ok) return result.value
    if (result.error.code !== 'cancelled') showToast({ kind: 'error', text: failureText(t, result.error) })
    return undefined
  }
  const check = async () => {
    setReport(undefined)
    setReport(await follow((options) => kb.library.check(null, options)))
  }
  const reindex = async () => {
    const done = await follow((options) => kb.search.reindex(null, options))
    if (done) showToast({ text: t.care.reindexed(done.indexed) })
    void refetch()
  }

  const mend = async () => {
    const mended = await follow((options) => kb.library.mend(null, options))
    if (!mended) return
    showToast({ text: t.care.mended(mended.orphans, mended.pictures) })
    await check()
  }
  const mendable = report?.problems.filter(canMend).length ?? 0

  return (
    <section className="card">
      <h2>{t.care.checkTitle}</h2>
      <p>{t.care.checkHint}</p>
      <dl className="findings">
        <dt>{t.care.search}</dt>
        <dd className="num">{index && t.care.indexed(index.indexed, index.total)}</dd>
      </dl>
      {running ? (
        <div className="findings">
          <p className="t2 cut">
            {t.care.checking} {running.progress.done} / {running.progress.total} {running.progress.label}
          </p>
          <ProgressBar label={t.care.checking} done={running.progress.done} total={running.progress.total} />
          <div>
            <Button onClick={running.cancel}>{t.common.cancel}</Button>
          </div>
        </div>
      ) : (
        <div className="acts">
          <Button icon="shield" onClick={() => void check()}>
            {t.care.check}
          </Button>
          <Button onClick={() => void reindex()}>{t.care.reindex}</Button>
        </div>
      )}
      {report && (
        <div className="findings">
          <Banner kind={report.ok ? 'ok' : 'err'}>
            {report.ok ? t.care.healthy : t.care.problems(report.problems.length)}
          </Banner>
          <ul>
            {report.problems.map((problem) => (
              <li key={`${problem.code} ${problem.detail}`}>
                {t.care.problem[problem.code]} <span className="t3">{problem.detail}</span>
              </li>
            ))}
          </ul>
          {mendable > 0 && !running && (
            <div className="acts">
              <Button title={t.care.mendHint} onClick={() => void mend()}>
                {t.care.mend(mendable)}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  )
}
