import { formatBytes, formatDay, formatTime } from '../../format.ts'
import { failureText, useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, showToast } from '../../ui/index.ts'

export function BackupsCard() {
  const t = useMessages()
  const language = useLanguage()
  const { data: backups, refetch } = useAnswer('library.backups', kb.library.backups, null)

  const backUp = async () => {
    const result = await kb.library.backUp(null).result
    void refetch()
    if (result.ok) showToast({ text: t.care.backedUp(result.value.name) })
    else showToast({ kind: 'error', text: failureText(t, result.error) })
  }

  return (
    <section className="card">
      <h2>{t.care.backups}</h2>
      <p>{t.care.backupsHint}</p>
      {backups?.length === 0 && <p className="t3">{t.care.noBackups}</p>}
      <ul className="backups">
        {backups?.map((backup) => (
          <li key={backup.name}>
            <span className="grow cut">{backup.name}</span>
            <span className="num">
              {formatDay(backup.createdAt, language)} {formatTime(backup.createdAt)}
            </span>
            <span className="num">{formatBytes(backup.bytes)}</span>
          </li>
        ))}
      </ul>
      <div className="acts">
        <Button onClick={() => void backUp()}>{t.care.backUp}</Button>
      </div>
    </section>
  )
}
