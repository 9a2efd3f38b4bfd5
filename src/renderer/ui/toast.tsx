import { Toast } from '@base-ui/react/toast'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { commandKey } from './keys.ts'

export interface ToastMessage {
  text: string
  kind?: 'done' | 'error'
  /** `undoes`: it takes back what the toast tells of, so that Ctrl+Z may run it too. */
  action?: { label: string; undoes?: boolean; run(): void }
  onClose?(): void
}

const manager = Toast.createToastManager()
const SHOWN_MS = 8000
let latestUndo: { id: string; run(): void } | null = null

/** Says something in the corner of the window for eight seconds; a pointer on it stops the clock. */
export function showToast({ text, kind = 'done', action, onClose }: ToastMessage): void {
  const run = () => {
    try {
      action?.run()
    } finally {
      // Afterwards, so that what hears of the closing knows that the action has run.
      manager.close(id)
    }
  }
  const id: string = manager.add({
    title: text,
    type: kind,
    timeout: SHOWN_MS,
    priority: kind === 'error' ? 'high' : 'low',
    onClose() {
      if (latestUndo?.id === id) latestUndo = null
      onClose?.()
    },
    ...(action ? { actionProps: { children: <ActionLabel {...action} />, onClick: run } } : {})
  })
  if (action?.undoes) latestUndo = { id, run }
}

/** Ctrl+Z or ⌘Z takes back what the latest toast on screen tells of, except in a field, which has an undo of its own. */
function useUndoKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!latestUndo || event.defaultPrevented || event.isComposing || event.shiftKey) return
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      const { target } = event
      if (target instanceof Element && target.closest('input, textarea, [contenteditable]')) return
      event.preventDefault()
      latestUndo.run()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function ActionLabel({ label, undoes }: { label: string; undoes?: boolean }) {
  return (
    <>
      {label}
      {undoes && <kbd aria-hidden="true">{commandKey('Z')}</kbd>}
    </>
  )
}

interface ToastProviderProps {
  label: string
  closeLabel: string
  children: ReactNode
}

/** Where toasts appear; stands once around the whole window. */
export function ToastProvider({ label, closeLabel, children }: ToastProviderProps) {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label={label}>
          <ToastList closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Toast.useToastManager()
  useUndoKey()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={[]}>
      <span className={toast.type === 'error' ? 'dang' : 'acc'}>
        <Icon name={toast.type === 'error' ? 'err' : 'check'} />
      </span>
      <Toast.Title className="grow" render={<span />} />
      {toast.actionProps && <Toast.Action className="btn txt" />}
      <Toast.Close className="ib" aria-label={closeLabel}>
        <Icon name="x" size={14} />
      </Toast.Close>
    </Toast.Root>
  ))
}
