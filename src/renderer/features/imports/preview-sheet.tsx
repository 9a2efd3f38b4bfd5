import { useEffect, useRef, useState } from 'react'
import type { PreviewShow } from '../../../shared/imports.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Banner, Dialog, Dot, EmptyState, IconButton, ProgressBar, Tabs } from '../../ui/index.ts'
import { FindField } from './find-field.tsx'
import { useImports } from './import-queue.ts'
import { rowsReady } from './preview.ts'
import type { Preview } from './preview.ts'
import { PreviewFoot } from './preview-foot.tsx'
import { PreviewOptions } from './preview-options.tsx'
import { PreviewTable } from './preview-table.tsx'
import { takenOf } from './preview-text.ts'
import { useClosePreview } from './use-close-preview.ts'
import './preview.css'

/** What an import would come to, file by file, before anything is written. */
export function PreviewSheet({ preview }: { preview: Preview }) {
  const t = useMessages()
  const texts = t.imports.preview
  const { state, reading, failure } = preview
  const [show, setShow] = useState<PreviewShow>('all')
  const [query, find] = useFound(show)
  const grid = useRef<HTMLDivElement>(null)
  const close = useClosePreview()
  const empty = state !== null && state.listed && state.found === 0
  return (
    <Dialog
      open
      title={texts.title}
      hideTitle
      width={1120}
      className="preview-sheet"
      keeps
      initialFocus={grid}
      onClose={close}
    >
      <header className="preview-head">
        <div className="grow">
          <h2 aria-hidden="true">{texts.title}</h2>
          <Subtitle preview={preview} />
        </div>
        {!empty && (
          <div className="preview-find" role="search">
            <FindField
              label={state?.listed ? texts.findIn(state.found) : t.imports.findFile}
              onFind={find}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
                event.preventDefault()
                grid.current?.focus()
              }}
            />
          </div>
        )}
        <IconButton icon="x" label={texts.close} onClick={close} />
      </header>
      <div className="preview-progress">
        {reading && (
          <ProgressBar label={texts.title} done={state?.known ?? 0} total={state?.listed ? state.found : 0} />
        )}
      </div>
      {failure && <Banner kind="err">{failureText(t, failure)}</Banner>}
      {empty ? (
        <div className="center">
          <EmptyState icon="folder" title={texts.noFiles}>
            {texts.noFilesHint}
          </EmptyState>
        </div>
      ) : (
        <>
          <Shows preview={preview} show={show} onShow={setShow} />
          <PreviewTable key={`${show} ${query}`} ref={grid} preview={preview} filter={{ show, query }} />
          <PreviewOptions preview={preview} />
        </>
      )}
      <PreviewFoot preview={preview} />
      <Announcer preview={preview} />
    </Dialog>
  )
}

function Subtitle({ preview: { source, state, reading } }: { preview: Preview }) {
  const t = useMessages().imports
  const waiting = useImports().waiting.length
  const files = 'files' in source ? source.files : []
  const first = files[0]?.name
  const count = !state
    ? t.preview.finding(0)
    : !state.listed
      ? t.preview.finding(state.found)
      : reading
        ? t.preview.reading(state.known, state.found)
        : t.preview.found(state.found)
  return (
    <p className="t3 fs-12 preview-about">
      {first && (
        <>
          <span className="cut">{t.preview.from(first, files.length - 1)}</span>
          <Dot />
        </>
      )}
      <span>{count}</span>
      <Dot />
      <span>{t.preview.nothingWritten}</span>
      {waiting > 0 && (
        <>
          <Dot />
          <span>{t.waiting(waiting)}</span>
        </>
      )}
    </p>
  )
}

interface ShowsProps {
  preview: Preview
  show: PreviewShow
  onShow(show: PreviewShow): void
}

const SHOWS: readonly PreviewShow[] = ['all', 'new', 'duplicate', 'attention']

function Shows({ preview: { state }, show, onShow }: ShowsProps) {
  const t = useMessages().imports.preview
  const question = { show: 'attention', limit: 1 } as const
  const { data: attention } = useAnswer('imports.previewItems', kb.imports.previewItems, question)
  const counts: Record<PreviewShow, number> = {
    all: state?.found ?? 0,
    new: state ? state.counts.imported + state.counts.updated : 0,
    duplicate: state?.counts.duplicate ?? 0,
    attention: attention?.total ?? 0
  }
  return (
    <Tabs
      className="preview-tabs"
      label={t.showsLabel}
      value={show}
      tabs={SHOWS.map((value) => ({ value, label: t.shows[value], count: counts[value] }))}
      onChange={onShow}
    />
  )
}

/** What is searched for in the list: it changes when the first rows are there, so that the list is never empty between. */
function useFound(show: PreviewShow): [query: string, find: (text: string) => void] {
  const [query, setQuery] = useState('')
  const latest = useRef('')
  const find = (text: string) => {
    const wanted = (latest.current = text.trim())
    void rowsReady({ show, query: wanted }).then(() => {
      if (latest.current === wanted) setQuery(wanted)
    })
  }
  return [query, find]
}

/** Seconds between two announcements: a screen reader is not to be talked over. */
const QUIET_MS = 4000

/** Tells a screen reader how far the reading is, now and then, and when it is done. */
function Announcer({ preview: { state, reading, out } }: { preview: Preview }) {
  const t = useMessages().imports.preview
  const [text, setText] = useState('')
  const { imported, updated } = state ? takenOf(state, out) : { imported: 0, updated: 0 }
  const next = !state ? '' : reading ? t.reading(state.known, state.found) : t.ready(state.found, imported + updated)
  const latest = useRef(next)
  useEffect(() => {
    latest.current = next
  }, [next])
  useEffect(() => {
    if (!reading) return
    const timer = setInterval(() => setText(latest.current), QUIET_MS)
    return () => clearInterval(timer)
  }, [reading])
  return (
    <p className="visually-hidden" role="status">
      {reading ? text : next}
    </p>
  )
}
