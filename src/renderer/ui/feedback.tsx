import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

/** What stands where nothing is yet: says so and teaches the next step. */
export function EmptyState({
  icon,
  title,
  children,
  actions
}: {
  icon: IconName
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="empty">
      <Icon name={icon} size={20} />
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      {actions && <div className="row">{actions}</div>}
    </div>
  )
}

const BANNER_ICON = { ok: 'check', warn: 'alert', info: 'info', err: 'err' } as const

/** A line across a pane that needs the user's attention. */
export function Banner({
  kind = 'warn',
  children,
  actions
}: {
  kind?: 'ok' | 'warn' | 'info' | 'err'
  children: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className={`banner ${kind}`} role={kind === 'err' ? 'alert' : 'status'}>
      <Icon name={BANNER_ICON[kind]} />
      <span className="grow">{children}</span>
      {actions}
    </div>
  )
}

/** Progress with its name; `total` 0 means unknown. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number }) {
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <div
      className="pbar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total || 1}
      aria-valuenow={done}
    >
      <i style={{ width: `${share * 100}%` }} />
    </div>
  )
}
