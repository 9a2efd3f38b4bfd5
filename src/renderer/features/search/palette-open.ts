import { useEffect, useSyncExternalStore } from 'react'

let open = false
let goesOnInList = false
const listeners = new Set<() => void>()

function set(next: boolean): void {
  open = next
  for (const listener of listeners) listener()
}

/** Opens the search palette over whatever is shown. */
export const openPalette = (): void => set(true)
/** With `inList` the user goes on in the library's list, else where the palette was opened. */
export function closePalette({ inList = false } = {}): void {
  goesOnInList = inList
  set(false)
}

/** What takes the focus after the palette; a list that is yet to come takes it by itself. */
export const focusAfterPalette = (): HTMLElement | boolean =>
  goesOnInList ? (document.querySelector<HTMLElement>('.entries') ?? false) : true

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether the palette is open; ⌘K or Ctrl+K opens and closes it, unless something else takes the key. */
export function usePaletteOpen(): boolean {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isShortcut = (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK'
      if (!isShortcut || event.isComposing || event.defaultPrevented) return
      event.preventDefault()
      set(!open)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return useSyncExternalStore(subscribe, () => open)
}
