import { useEffect, useState } from 'react'
import { failureText, useMessages } from '../../i18n.tsx'
import { Button, ProgressBar, showToast } from '../../ui/index.ts'
import { DownloadDialog } from './download-dialog.tsx'
import { onDownloadFinished, useDownloads } from './downloads.ts'
import type { FinishedDownload, RunningDownload, Scope } from './downloads.ts'
import { FailuresDialog } from './failures-dialog.tsx'
import './pictures.css'

/** Around the whole app: asks before a download, shows how it goes and what it came to. */
export function PictureDownloads() {
  const { running, asked } = useDownloads()
  const [failures, setFailures] = useState<{ ids: Scope } | null>(null)
  useFinishToast((ids) => setFailures({ ids }))
  return (
    <>
      <div className="picture-cards">
        {running.map((each) => (
          <DownloadCard key={each.key} running={each} />
        ))}
      </div>
      {asked && <DownloadDialog ids={asked.ids} />}
      {failures && <FailuresDialog ids={failures.ids} onClose={() => setFailures(null)} />}
    </>
  )
}

function useFinishToast(onWhy: (ids: Scope) => void): void {
  const t = useMessages()
  useEffect(() => {
    const tell = ({ ids, result }: FinishedDownload) => {
      if (!result.ok) {
        if (result.error.code !== 'cancelled') showToast({ kind: 'error', text: failureText(t, result.error) })
        return
      }
      const { downloaded, failed } = result.value
      if (failed === 0) return showToast({ text: t.pictures.downloaded(downloaded) })
      showToast({
        kind: downloaded > 0 ? 'done' : 'error',
        text: downloaded > 0 ? t.pictures.downloadedSome(downloaded, failed) : t.pictures.downloadedNone(failed),
        action: { label: t.pictures.why, run: () => onWhy(ids) }
      })
    }
    return onDownloadFinished(tell)
  })
}

function DownloadCard({ running: { progress, stopping, stop } }: { running: RunningDownload }) {
  const t = useMessages()
  const { done, total, label } = progress ?? { done: 0, total: 0, label: t.pictures.waiting }
  return (
    <section className="picture-card" aria-label={t.pictures.running}>
      <div className="row between">
        <b className="b">{stopping ? t.pictures.stopping : t.pictures.running}</b>
        <span className="t2 num">{total > 0 && t.pictures.progress(done, total)}</span>
      </div>
      <ProgressBar label={t.pictures.running} done={done} total={total} />
      <div className="row">
        <span className="grow cut t3 fs-12" title={label}>
          {label}
        </span>
        <Button variant="text" disabled={stopping} onClick={stop}>
          {t.common.cancel}
        </Button>
      </div>
    </section>
  )
}
