import { useState } from 'react'
import type { Progress } from '../../../shared/ipc.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { useSettings } from '../../settings.tsx'
import { Button, Icon, ProgressBar, showToast } from '../../ui/index.ts'
import { pickAndImport } from '../imports/index.tsx'
import { Choices } from './choices.tsx'
import { Mark } from './mark.tsx'

/** Fills the library's place while it holds nothing: where to drop files, and the samples one click away. */
export function EmptyLibrary() {
  const t = useMessages().setup
  const importTexts = useMessages().imports
  const { data: library } = useAnswer('shell.libraryState', kb.shell.libraryState, null)
  return (
    <main className="main setup">
      <Choices />
      <div className="setup-middle scroll">
        <Mark />
        <h1>{t.welcome}</h1>
        <p className="t2 setup-hint">{t.welcomeHint}</p>
        <section className="setup-drop" aria-label={t.dropTitle}>
          <Icon name="import" size={20} />
          <h2>{t.dropTitle}</h2>
          <p className="t3 fs-12">{t.dropHint}</p>
          <div className="row">
            <Button variant="primary" large onClick={() => pickAndImport('files')}>
              {importTexts.pickFiles}
            </Button>
            <Button large onClick={() => pickAndImport('folder')}>
              {importTexts.pickFolder}
            </Button>
          </div>
        </section>
        <div className="setup-or">
          <span>{t.or}</span>
        </div>
        <Samples />
      </div>
      <footer className="setup-foot">
        <Icon name="lock" size={14} />
        {library?.state === 'open' && <span className="cut">{t.libraryPlace(library.folder)}</span>}
        <span className="grow" />
        <kbd>{document.documentElement.dataset['platform'] === 'mac' ? '⌘K' : 'Ctrl K'}</kbd>
        <span>{t.searchAnywhere}</span>
      </footer>
    </main>
  )
}

/** Offers the sample library; its bars stand for what will be there. */
function Samples() {
  const t = useMessages()
  const { language } = useSettings()
  const [progress, setProgress] = useState<Progress | null>(null)

  async function add(): Promise<void> {
    setProgress({ done: 0, total: 0, label: '' })
    const result = await kb.library.addSamples({ language }, { onProgress: setProgress }).result
    setProgress(null)
    if (result.ok) showToast({ text: t.setup.samplesAdded(result.value.added) })
    else showToast({ kind: 'error', text: failureText(t, result.error) })
  }

  return (
    <section className="setup-samples" aria-label={t.setup.samples}>
      <div className="setup-bars" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </div>
      <div className="grow">
        <div className="b">{progress ? t.setup.addingSamples : t.setup.samples}</div>
        {progress ? (
          <ProgressBar label={t.setup.addingSamples} done={progress.done} total={progress.total} />
        ) : (
          <div className="t3 fs-12">{t.setup.samplesHint}</div>
        )}
      </div>
      <Button disabled={progress !== null} onClick={() => void add()}>
        {t.setup.addSamples}
      </Button>
    </section>
  )
}
