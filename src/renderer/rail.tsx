import { useMessages } from './i18n.tsx'
import { everything, go } from './route.ts'
import type { Route } from './route.ts'
import { Icon } from './ui/index.ts'
import type { IconName } from './ui/index.ts'

/** The rooms of the house, at the window's left edge. */
export function Rail({ room }: { room: Route['room'] }) {
  const t = useMessages().shell
  // Articles that are nearly the same are a view of the library.
  const here = room === 'duplicates' ? 'library' : room
  const entry = (icon: IconName, label: string, target: Route) => (
    <button
      type="button"
      className={`room${target.room === here ? ' on' : ''}`}
      aria-current={target.room === here ? 'page' : undefined}
      onClick={() => go(target)}
    >
      <Icon name={icon} size={18} />
      <span>{label}</span>
    </button>
  )
  return (
    <nav className="rail" aria-label={t.rooms}>
      <div className="rail-top" />
      {entry('library', t.library, { room: 'library', filter: everything, entry: null, query: '' })}
      {entry('plan', t.plans, { room: 'plans', plan: null })}
      <span className="grow" />
      {entry('import', t.imports, { room: 'imports', batch: null })}
      {entry('shield', t.care, { room: 'care' })}
    </nav>
  )
}
