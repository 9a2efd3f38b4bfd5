import { useEffect, useEffectEvent } from 'react'

/** What single keys do in a room, wherever the focus is, except in a field, a menu or a dialog. */
export type TriageKeys = Partial<Record<string, () => void>>

const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])'
const OVERLAY = '[role="menu"], [role="dialog"]'

/** Listens to single keys on the window. A key held with Ctrl, ⌘ or Alt, in a composition, or already handled is left alone. */
export function useTriageKeys(keys: TriageKeys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const { target } = event
    if (target instanceof Element && (target.closest(TYPING) || target.closest(OVERLAY))) return
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
