import { iconShapes } from './icon-shapes.tsx'
import type { IconName } from './icon-shapes.tsx'

export type { IconName }

/** A decorative icon; the control around it carries the name. */
export function Icon({ name, size = 16 }: { name: IconName; size?: 12 | 14 | 16 | 18 | 20 | 28 }) {
  return (
    <svg className={`ic ic-${size}`} viewBox="0 0 24 24" aria-hidden="true">
      {iconShapes[name]}
    </svg>
  )
}
