import { useEffect, useRef, useState } from 'react'
import type { LibraryState } from '../../../shared/shell.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Banner, Button, Icon, showToast } from '../../ui/index.ts'
import { Choices } from './choices.tsx'
import { Mark } from './mark.tsx'

/** Stands in place of the rooms while no library is open: on the first run, and when one could not be opened. */
export function SetupScreen({ library }: { library: Exclude<LibraryState, { state: 'open' }> }) {
  const t = useMessages()
  const failed = library.state === 'failed' ? library : null
  const [folder, setFolder] = useState(library.state === 'none' ? library.suggestedFolder : library.folder)
  const [opening, setOpening] = useState(false)
  const start = useRef<HTMLButtonElement>(null)
  useEffect(() => start.current?.focus(), [])

  async function open(chosen: string): Promise<void> {
    setOpening(true)
    const result = await kb.shell.openLibrary({ folder: chosen })
    // Opening leads away from this screen, or back to it with the reason.
    if (!result.ok) showToast({ kind: 'error', text: failureText(t, result.error) })
    setOpening(false)
  }

  async function change(): Promise<void> {
    const result = await kb.shell.chooseFolder(null)
    if (!result.ok || result.value === null) return
    setFolder(result.value)
    if (failed) await open(result.value)
  }

  return (
    <main className="main setup">
      <Choices />
      <div className="setup-middle">
        <Mark />
        <h1>{failed ? t.setup.failedTitle : t.setup.welcome}</h1>
        <p className="t2 setup-hint">{failed ? null : t.setup.welcomeHint}</p>
        {failed && (
          <div className="setup-problem">
            <Banner kind="err">{failureText(t, failed.error)}</Banner>
          </div>
        )}
        <section className="setup-place" aria-label={t.setup.place}>
          <Icon name="folder" size={20} />
          <div className="grow">
            <div className="b">{t.setup.place}</div>
            <div className="setup-folder">{folder}</div>
            <div className="t3 fs-12">{t.setup.placeHint}</div>
          </div>
          <Button disabled={opening} onClick={() => void change()}>
            {failed ? t.setup.chooseAnother : t.setup.changePlace}
          </Button>
        </section>
        <Button variant="primary" large ref={start} disabled={opening} onClick={() => void open(folder)}>
          {opening ? t.setup.opening : failed ? t.common.retry : t.setup.start}
        </Button>
      </div>
    </main>
  )
}
