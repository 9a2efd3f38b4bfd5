import { useMessages } from '../../i18n.tsx'
import { commandKey } from '../../ui/index.ts'
import { HelpCard } from './help-card.tsx'
import { isBesideList } from './open-option.ts'
import type { Option } from './options.ts'
import { SaveSearch } from './save-search.tsx'

interface PaletteKeysProps {
  /** The current row. */
  option: Option | undefined
  query: string
  /** All conditions are offered, which Escape takes back. */
  allConditions: boolean
}

/** What the keys do now, and what else can be done with the query. */
export function PaletteKeys({ option, query, allConditions }: PaletteKeysProps) {
  const t = useMessages().search
  const jumps = option?.kind === 'item' && option.item.type === 'entry'
  return (
    <div className="palette-keys">
      <span aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        {t.choose}
      </span>
      <span aria-hidden="true">
        <kbd>↵</kbd>
        {option?.kind === 'condition' ? t.take : jumps ? t.jump : t.open}
      </span>
      {option && isBesideList(option) && (
        <span aria-hidden="true">
          <kbd>{commandKey('↵')}</kbd>
          {t.openBeside}
        </span>
      )}
      <span aria-hidden="true">
        <kbd>{allConditions ? 'Esc' : 'Tab'}</kbd>
        {allConditions ? t.back : t.addCondition}
      </span>
      <span className="grow" />
      <SaveSearch query={query} />
      <HelpCard />
    </div>
  )
}
