import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { formatCount } from '../format.ts'

interface TabsProps<T extends string> {
  label: string
  value: T
  tabs: readonly { value: T; label: string; count: number }[]
  className?: string
  onChange(value: T): void
}

/** A choice of lists with how long each is: one stop of the keyboard, in which the arrows, Home and End choose. */
export function Tabs<T extends string>({ label, value, tabs, className = '', onChange }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  function onKeyDown(event: KeyboardEvent) {
    const index = tabs.findIndex((tab) => tab.value === value)
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const next = tabs.at(to % tabs.length)
    if (!next) return
    onChange(next.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[tabs.indexOf(next)]?.focus()
  }
  return (
    <div ref={list} className={`tabs ${className}`} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          aria-selected={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          className={tab.value === value ? 'on' : ''}
          onClick={() => onChange(tab.value)}
        >
          {tab.label} <span className="n">{formatCount(tab.count)}</span>
        </button>
      ))}
    </div>
  )
}
