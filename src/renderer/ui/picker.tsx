import { useEffect, useId, useState } from 'react'
import { Checkmark } from './field.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export interface PickerItem {
  key: string
  label: string
  /** Items of one group stand together under this heading. */
  group?: string
  icon?: IconName
  /** What stands at the end of the row, for example a count. */
  detail?: string
  /** Levels to indent by, while the whole list is shown. */
  depth?: number
  /** Where it belongs, shown in place of `detail` once the list is narrowed and the rows above it are gone. */
  context?: string
  /** For a choice of several: whether it is chosen; `mixed` when it holds for some. */
  checked?: boolean | 'mixed'
}

export interface PickerProps {
  /** Names the field and its list. */
  label: string
  items: PickerItem[]
  /** Said when nothing matches. */
  emptyText: string
  /** Said when more match than are shown. */
  moreText(hidden: number): string
  /** Offers to make what was typed when there is none of that name. */
  create?: { label(text: string): string; run(text: string): void }
  onPick(key: string): void
}

const SHOWN = 100
const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/** A field that narrows the list below it; for popovers. Nothing is narrowed or picked inside an IME composition. */
export function Picker({ label, items, emptyText, moreText, create, onPick }: PickerProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)

  const wanted = fold(query.trim())
  const matching = wanted ? items.filter((item) => fold(item.label).includes(wanted)) : items
  const shown = matching.slice(0, SHOWN)
  const creatable = create && wanted !== '' && !items.some((item) => fold(item.label) === wanted) ? create : null
  const options = shown.length + (creatable ? 1 : 0)
  const current = Math.min(active, options - 1)

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])

  function narrow(value: string) {
    setQuery(value)
    setActive(0)
  }
  function pick(index: number) {
    const item = shown[index]
    if (item) onPick(item.key)
    else if (creatable && index === shown.length) creatable.run(query.trim())
    else return
    setText('')
    narrow('')
  }

  return (
    <div className="picker">
      <span className="fld">
        <Icon name="search" size={14} />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded={options > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={options > 0 ? `${id}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder={label}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value)
            if (!(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)) narrow(event.target.value)
          }}
          onCompositionEnd={(event) => narrow(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'ArrowDown') setActive(options === 0 ? 0 : (current + 1) % options)
            else if (event.key === 'ArrowUp') setActive(options === 0 ? 0 : (current - 1 + options) % options)
            else if (event.key === 'Enter') pick(current)
            else return
            event.preventDefault()
          }}
        />
      </span>
      <div id={`${id}-list`} role="listbox" aria-label={label} className="picker-list scroll">
        {shown.map((item, index) => (
          <PickerRow
            key={item.key}
            id={`${id}-${index}`}
            item={wanted ? { ...item, depth: 0, detail: item.context ?? item.detail ?? '' } : item}
            heading={item.group !== shown[index - 1]?.group ? item.group : undefined}
            active={index === current}
            onHover={() => setActive(index)}
            onPick={() => pick(index)}
          />
        ))}
        {creatable && (
          <PickerRow
            id={`${id}-${shown.length}`}
            item={{ key: '', label: creatable.label(query.trim()), icon: 'plus' }}
            active={current === shown.length}
            onHover={() => setActive(shown.length)}
            onPick={() => pick(shown.length)}
          />
        )}
      </div>
      {options === 0 && <p className="menu-h">{emptyText}</p>}
      {matching.length > SHOWN && <p className="menu-h">{moreText(matching.length - SHOWN)}</p>}
    </div>
  )
}

interface PickerRowProps {
  id: string
  item: PickerItem
  heading?: string | undefined
  active: boolean
  onHover(): void
  onPick(): void
}

function PickerRow({ id, item, heading, active, onHover, onPick }: PickerRowProps) {
  return (
    <>
      {heading && (
        <div className="menu-h" role="presentation">
          {heading}
        </div>
      )}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        className={`mi${active ? ' on' : ''}`}
        aria-selected={item.checked === true}
        aria-checked={item.checked}
        style={item.depth ? { paddingLeft: 8 + item.depth * 16 } : undefined}
        onPointerMove={onHover}
        // keeps the caret in the field
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPick}
      >
        {item.checked !== undefined && <Checkmark checked={item.checked === true} mixed={item.checked === 'mixed'} />}
        {item.icon && <Icon name={item.icon} />}
        <span className="cut">{item.label}</span>
        {item.detail && <span className="k cut">{item.detail}</span>}
      </div>
    </>
  )
}
