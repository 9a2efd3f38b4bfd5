import { formatCount } from '../../format.ts'
import { useMessages } from '../../i18n.tsx'
import { changeSettings, useSettings } from '../../settings.tsx'
import { Button, Checkbox } from '../../ui/index.ts'
import { acceptPreview } from './preview.ts'
import type { Preview } from './preview.ts'
import { takenOf } from './preview-text.ts'
import { filesOf } from './receipt-text.ts'
import { useClosePreview } from './use-close-preview.ts'

/** What the import would come to in all, and the two ways on. */
export function PreviewFoot({ preview }: { preview: Preview }) {
  const t = useMessages()
  const texts = t.imports.preview
  const { previewImports } = useSettings()
  const close = useClosePreview()
  const { state, reading, out } = preview
  const found = state?.found ?? 0
  const { imported, updated } =
    state && !reading ? takenOf(state, out) : { imported: Math.max(0, found - out.size), updated: 0 }
  const taken = imported + updated
  const pictures = state?.pictures ?? 0
  const pairs = !reading && taken <= 0 && pictures > 0
  return (
    <footer className="preview-foot">
      <Sum preview={preview} />
      <Checkbox
        label={texts.ask}
        checked={previewImports !== 'never'}
        onChange={(ask) => void changeSettings({ previewImports: ask ? 'several' : 'never' })}
      />
      <Button large onClick={close}>
        {t.common.cancel}
      </Button>
      <Button variant="primary" large disabled={taken <= 0 && !pairs} onClick={acceptPreview}>
        {pairs ? texts.pair(pictures) : reading ? texts.importFiles(taken) : texts.import(taken)}
      </Button>
    </footer>
  )
}

/** Every file has its place in the sum. */
function Sum({ preview: { state, reading, out } }: { preview: Preview }) {
  const t = useMessages().imports
  if (!state || reading) return <div className="grow" />
  const { counts } = state
  const { imported, updated } = takenOf(state, out)
  const parts = [
    { name: t.preview.will.imported, count: imported, colour: 'imported' },
    { name: t.preview.will.updated, count: updated, colour: 'updated' },
    { name: t.preview.leftOut, count: counts.imported + counts.updated - imported - updated, colour: '' },
    { name: t.outcomes.duplicate, count: counts.duplicate, colour: 'duplicate' },
    { name: t.outcomes.skipped, count: counts.skipped, colour: '' },
    { name: t.outcomes.failed, count: counts.failed, colour: 'failed' }
  ].filter(({ count }) => count > 0)
  return (
    <div className="grow preview-sum">
      <div className="paper-bar" aria-hidden="true">
        {parts.map(({ name, count, colour }) => (
          <i key={name} className={colour} style={{ flexGrow: count }} />
        ))}
      </div>
      <p className="fs-12">
        {parts.map(({ name, count, colour }) => (
          <span key={name}>
            <i className={colour} aria-hidden="true" />
            {name} {formatCount(count)}
          </span>
        ))}
        <span className="t3">{t.preview.sum(filesOf(counts))}</span>
      </p>
    </div>
  )
}
