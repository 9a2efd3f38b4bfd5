import { useState } from 'react'
import type { ArticleVersion } from '../../../shared/articles.ts'
import { unwrap } from '../../../shared/result.ts'
import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, Dialog, Dot, Icon } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'
import { Comparison } from './comparison.tsx'
import './duplicates.css'

/** Says beside an article's facts that it has other texts, and opens them; nothing when it has none. */
export function VersionsChip({ id, title }: { id: number; title: string }) {
  const t = useMessages()
  const [open, setOpen] = useState(false)
  const { data: versions } = useAnswer('articles.versions', kb.articles.versions, { id })
  if (!versions || versions.length < 2) return null
  return (
    <li>
      <button type="button" className="chip fact" onClick={() => setOpen(true)}>
        <Icon name="hist" size={14} />
        {t.duplicates.versionCount(versions.length)}
      </button>
      {open && <VersionsDialog id={id} title={title} versions={versions} onClose={() => setOpen(false)} />}
    </li>
  )
}

interface VersionsDialogProps {
  id: number
  title: string
  versions: ArticleVersion[]
  onClose(): void
}

function VersionsDialog({ id, title, versions, onClose }: VersionsDialogProps) {
  const t = useMessages()
  const language = useLanguage()
  const undoable = useUndoable()
  const former = versions.filter(({ current }) => !current)
  const [chosenId, setChosenId] = useState(former[0]?.id)
  const chosen = former.find((version) => version.id === chosenId) ?? former[0]
  const day = (version: ArticleVersion) => formatDay(version.keptAt, language, 'long')

  const restore = (version: ArticleVersion) =>
    undoable(async () => {
      const { version: replaced } = unwrap(await kb.articles.restoreVersion({ id, version: version.id }))
      onClose()
      return {
        text: t.duplicates.restored(day(version)),
        undo: () => kb.articles.restoreVersion({ id, version: replaced })
      }
    })
  const separate = (version: ArticleVersion) =>
    undoable(async () => {
      const [back] = unwrap(await kb.articles.separate({ versions: [version.id] }))
      onClose()
      const undo = () => kb.articles.merge({ keep: id, gone: back ?? 0 })
      return { text: t.duplicates.separated(version.title || t.common.untitled), undo }
    })

  return (
    <Dialog
      open
      title={t.duplicates.versionsOf(title || t.common.untitled)}
      width={1000}
      className="versions-dialog"
      onClose={onClose}
      actions={
        chosen && (
          <>
            <Button onClick={onClose}>{t.common.close}</Button>
            {chosen.merged ? (
              <Button variant="primary" onClick={() => void separate(chosen)}>
                {t.duplicates.separate}
              </Button>
            ) : (
              <Button variant="primary" onClick={() => void restore(chosen)}>
                {t.duplicates.restore}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="versions">
        <ul className="scroll" aria-label={t.duplicates.versions}>
          {versions.map((version) => (
            <li key={version.id}>
              <VersionRow
                version={version}
                day={day(version)}
                on={version.id === chosen?.id}
                onChoose={() => setChosenId(version.id)}
              />
            </li>
          ))}
        </ul>
        {chosen && (
          <Comparison
            key={chosen.id}
            left={{ id, version: chosen.id }}
            right={{ id }}
            names={[t.duplicates.former, t.duplicates.now]}
            versions
          />
        )}
      </div>
    </Dialog>
  )
}

interface VersionRowProps {
  version: ArticleVersion
  day: string
  on: boolean
  onChoose(): void
}

function VersionRow({ version, day, on, onChoose }: VersionRowProps) {
  const t = useMessages()
  const { current, merged, title, sourceName } = version
  return (
    <button
      type="button"
      className={`it version-row${on ? ' on' : ''}`}
      aria-current={on ? 'true' : undefined}
      disabled={current}
      onClick={onChoose}
    >
      <span className="cut">{current ? t.duplicates.current : title || t.common.untitled}</span>
      <span className="meta">
        {merged && <span className="badge">{t.duplicates.mergedIn}</span>}
        <span>{current ? t.duplicates.changedOn(day) : t.duplicates.keptOn(day)}</span>
        <Dot />
        <span className="cut" title={sourceName}>
          {sourceName}
        </span>
      </span>
    </button>
  )
}
