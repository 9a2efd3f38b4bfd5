import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { goToEntry } from '../../route.ts'
import { Banner, Button, Dialog } from '../../ui/index.ts'
import { startDownload } from './downloads.ts'
import type { Scope } from './downloads.ts'

const SHOWN = 200

/** Every picture that a download did not get, with the reason. */
export function FailuresDialog({ ids, onClose }: { ids: Scope; onClose(): void }) {
  const t = useMessages()
  const { data, error } = useAnswer('pictures.failures', kb.pictures.failures, { ids, limit: SHOWN })
  const total = data?.total ?? 0
  const retry = () => {
    onClose()
    void startDownload(ids)
  }
  const open = (id: number) => {
    onClose()
    goToEntry(id)
  }
  return (
    <Dialog
      open
      width={560}
      title={t.pictures.failuresTitle(total)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.close}</Button>
          <Button variant="primary" disabled={total === 0} onClick={retry}>
            {t.pictures.retry}
          </Button>
        </>
      }
    >
      {error && <Banner kind="err">{failureText(t, error)}</Banner>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard */}
      <ul className="picture-failures scroll" tabIndex={0} aria-label={t.pictures.failuresTitle(total)}>
        {data?.items.map(({ entryId, title, src, failure }) => (
          <li key={`${entryId} ${src}`}>
            <span className="cut" title={src}>
              {src}
            </span>
            <span className="row fs-12">
              <span className="warn grow">{t.pictures.failures[failure]}</span>
              <Button variant="text" title={t.pictures.openArticle(title)} onClick={() => open(entryId)}>
                <span className="cut">{title}</span>
              </Button>
            </span>
          </li>
        ))}
        {total > SHOWN && <li className="t3">{t.pictures.failuresMore(total - SHOWN)}</li>}
      </ul>
    </Dialog>
  )
}
