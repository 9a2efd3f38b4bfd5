import { formatBytes } from '../../format.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, showToast } from '../../ui/index.ts'

export function LibraryCard() {
  const t = useMessages()
  const { data: status } = useAnswer('library.status', kb.library.status, null)

  const change = async () => {
    const chosen = await kb.shell.chooseFolder(null)
    if (!chosen.ok || chosen.value === null) return
    const opened = await kb.shell.openLibrary({ folder: chosen.value })
    if (!opened.ok) showToast({ kind: 'error', text: failureText(t, opened.error) })
  }
  const removeSamples = async () => {
    const result = await kb.library.removeSamples(null)
    if (result.ok) showToast({ text: t.care.samplesRemoved(result.value.removed) })
    else showToast({ kind: 'error', text: failureText(t, result.error) })
  }

  if (!status) return null
  return (
    <section className="card">
      <h2>{t.care.library}</h2>
      <dl>
        <dt>{t.care.folder}</dt>
        <dd>{status.folder}</dd>
        <dt>{t.care.contents}</dt>
        <dd>{t.care.contentsText(status.articles, status.notes, status.plans, status.trashed)}</dd>
        <dt>{t.care.space}</dt>
        <dd>
          {t.care.spaceText(
            formatBytes(status.databaseBytes),
            formatBytes(status.indexBytes),
            formatBytes(status.assetsBytes)
          )}
        </dd>
      </dl>
      <div className="acts">
        <Button icon="folder" onClick={() => void kb.shell.showLibraryFolder(null)}>
          {t.care.showFolder}
        </Button>
        <Button onClick={() => void change()}>{t.care.changeFolder}</Button>
        {status.hasSamples && (
          <Button title={t.care.samplesHint} onClick={() => void removeSamples()}>
            {t.care.removeSamples}
          </Button>
        )}
      </div>
    </section>
  )
}
