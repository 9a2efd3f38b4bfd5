import { formatTime } from '../../format.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { Button, Icon } from '../../ui/index.ts'
import type { SaveStatus } from './autosave.ts'

/** Always visible: whether what stands in the note is on disk. Only trouble is spoken. */
export function SaveState({ status, onRetry }: { status: SaveStatus; onRetry(): void }) {
  const messages = useMessages()
  const t = messages.notes
  if (status.kind === 'failed') {
    return (
      <span className="save-state failed" role="alert">
        <Icon name="alert" size={14} />
        <span className="cut" title={failureText(messages, status.failure)}>
          {t.notSaved(failureText(messages, status.failure))}
        </span>
        <Button variant="text" onClick={onRetry}>
          {messages.common.retry}
        </Button>
      </span>
    )
  }
  return (
    <span className="save-state" role="status" aria-live="off">
      {status.kind === 'saved' && (
        <>
          <span className="acc">
            <Icon name="check" size={14} />
          </span>
          {t.saved(formatTime(status.at))}
        </>
      )}
      {status.kind === 'saving' && t.saving}
      {status.kind === 'conflict' && t.conflictStatus}
    </span>
  )
}
