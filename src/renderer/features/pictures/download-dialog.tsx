import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { changeSettings } from '../../settings.tsx'
import { Banner, Button, Dialog } from '../../ui/index.ts'
import { startDownload, stopAsking } from './downloads.ts'
import type { Scope } from './downloads.ts'

const SHOWN_HOSTS = 8

/** Says which sites a download asks and what they learn; nothing is sent before the user agrees. */
export function DownloadDialog({ ids }: { ids: Scope }) {
  const t = useMessages()
  const { data: wanted, error } = useAnswer('pictures.wanted', kb.pictures.wanted, { ids })
  const count = wanted?.pictures ?? 0
  const hosts = wanted?.hosts ?? []
  const download = () => {
    void changeSettings({ toldOfDownloads: true })
    void startDownload(ids)
  }
  return (
    <Dialog
      open
      title={t.pictures.askTitle(count)}
      onClose={stopAsking}
      actions={
        <>
          <Button onClick={stopAsking}>{t.common.cancel}</Button>
          <Button variant="primary" disabled={count === 0} onClick={download}>
            {t.pictures.downloadCount(count)}
          </Button>
        </>
      }
    >
      {error && <Banner kind="err">{failureText(t, error)}</Banner>}
      <p className="t2">{t.pictures.askText(hosts.length)}</p>
      <ul className="picture-hosts">
        {hosts.slice(0, SHOWN_HOSTS).map(({ host, pictures }) => (
          <li key={host}>
            <span className="cut" title={host}>
              {host}
            </span>
            <span className="t2 num">{t.pictures.ofHost(pictures)}</span>
          </li>
        ))}
        {hosts.length > SHOWN_HOSTS && <li className="t3">{t.pictures.askMore(hosts.length - SHOWN_HOSTS)}</li>}
      </ul>
    </Dialog>
  )
}
