import { useMessages } from '../../i18n.tsx'
import { levelOf } from './loss-text.ts'

/** A bar with the share of a text that was kept. */
export function LossMeter({ share, name }: { share: number; name: string }) {
  const t = useMessages().imports
  const percent = share * 100
  return (
    <span
      className={`loss-meter ${levelOf(share)}`}
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={t.kept(share)}
    >
      <span className="pbar" aria-hidden="true">
        <i style={{ width: `${percent}%` }} />
      </span>
      <span aria-hidden="true">{t.percent(share)}</span>
    </span>
  )
}
