import type { ImportLoss, ImportOutcome, ImportReceipt } from '../../../shared/imports.ts'
import { formatCount, formatDay, formatTime } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { Dot } from '../../ui/index.ts'
import { LossMeter } from './loss-meter.tsx'
import { keptShare, lostWords, SHOWN_PARTS } from './loss-text.ts'
import { ExportButton } from './receipt-actions.tsx'
import { filesOf, labelText, OUTCOMES, secondsOf } from './receipt-text.ts'

/** Shown even when no file has them, so that receipts can be compared. */
const ALWAYS = new Set<ImportOutcome>(['imported', 'duplicate', 'failed'])
const COLOUR: Partial<Record<ImportOutcome, string>> = { imported: 'acc', updated: 'acc', failed: 'dang' }

/** The slip of an import: how many files, and what became of them; `timed` says how long it took. */
export function ReceiptPaper({ receipt, timed = false }: { receipt: ImportReceipt; timed?: boolean }) {
  const t = useMessages().imports
  const language = useLanguage()
  const { batchId, startedAt, label, counts, pictures, cancelled, undoneAt, measured, loss } = receipt
  const total = filesOf(counts)
  const seconds = secondsOf(receipt)
  return (
    <section className="paper" aria-label={t.receipt}>
      <div className="paper-head">
        <b>{t.receipt}</b>
        <span className="t3">{t.number(batchId)}</span>
      </div>
      <div className="t3 fs-12 paper-when">
        {formatDay(startedAt, language, 'long')} {formatTime(startedAt)}
        <Dot />
        <span className="cut">{labelText(label, t)}</span>
      </div>
      <hr />
      <dl>
        <div>
          <dt>{t.files}</dt>
          <dd>{formatCount(total)}</dd>
        </div>
        {OUTCOMES.filter((outcome) => counts[outcome] > 0 || ALWAYS.has(outcome)).map((outcome) => (
          <div key={outcome} className={counts[outcome] > 0 ? COLOUR[outcome] : undefined}>
            <dt>{t.outcomes[outcome]}</dt>
            <dd>{formatCount(counts[outcome])}</dd>
          </div>
        ))}
      </dl>
      <hr />
      <div className="paper-bar" aria-hidden="true">
        {OUTCOMES.map((outcome) => (
          <i key={outcome} className={outcome} style={{ flexGrow: counts[outcome] }} hidden={counts[outcome] === 0} />
        ))}
      </div>
      <p className="t3 fs-12">{t.sum(total)}</p>
      {pictures.stored + pictures.unused > 0 && (
        <p className="t3 fs-12">{t.pictureFiles(pictures.stored, pictures.unused)}</p>
      )}
      {(timed || cancelled) && (
        <p className="t3 fs-12">
          {timed && (seconds === null ? t.unfinished : t.took(seconds))}
          {timed && cancelled && <Dot />}
          {cancelled && t.wasCancelled}
        </p>
      )}
      {loss && <Kept loss={loss} unmeasured={counts.imported + counts.updated - measured} />}
      <hr />
      {undoneAt !== null && (
        <p className="b fs-12">{t.undoneOn(`${formatDay(undoneAt, language, 'long')} ${formatTime(undoneAt)}`)}</p>
      )}
      <ExportButton receipt={receipt} />
    </section>
  )
}

/** What the sources hold and how much of it the library has. */
function Kept({ loss, unmeasured }: { loss: ImportLoss; unmeasured: number }) {
  const t = useMessages().imports
  const words = lostWords(loss, t)
  return (
    <>
      <hr />
      <dl className="paper-kept">
        <div>
          <dt>{t.characters}</dt>
          <dd>{t.charactersOf(loss.characters)}</dd>
        </div>
        {SHOWN_PARTS.filter((part) => loss[part][0] > 0).map((part) => (
          <div key={part}>
            <dt>{t.parts[part]}</dt>
            <dd>{t.keptOf(...loss[part])}</dd>
          </div>
        ))}
      </dl>
      <hr />
      <p className="t2 fs-12" aria-hidden="true">
        {t.overall}
      </p>
      <LossMeter share={keptShare(loss)} name={t.overall} />
      <p className="t3 fs-12">{words.length > 0 ? t.notKept(words.join(t.between)) : t.nothingLost}</p>
      {unmeasured > 0 && <p className="t3 fs-12">{t.unmeasured(unmeasured)}</p>}
    </>
  )
}
