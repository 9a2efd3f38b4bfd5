import { Toast } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export interface ToastMessage {
  text: string
  kind?: 'done' | 'error'
  /** `undoes`: it takes back what the toast tells of, so that Ctrl+Z may run it too. */
  action?: { label: string; undoes?: boolean; run(): void }
}

const manager = Toast.createToastManager()
const SHOWN_MS = 8000
let latestUndo: { id: string; run(): void } | null = null

/** Says something in the corner of the window for eight seconds; a pointer on it stops the clock. */
export function showToast({ text, kind = 'done', action }: ToastMessage): void {
  const run = () => {
    manager.close(id)
    action?.run()
  }
  const id: string = manager.add({
    title: text,
    type: kind,
    timeout: SHOWN_MS,
    priority: kind === 'error' ? 'high' : 'low',
    onClose() {
      if (latestUndo?.id === id) latestUndo = null
    },
    ...(action ? { actionProps: { children: action.label, onClick: run } } : {})
  })
  if (action?.undoes) latestUndo = { id, run }
}

/** Takes back what the latest toast still on screen offers to undo; false when there is none. */
export function undoLatest(): boolean {
  if (!latestUndo) return false
  latestUndo.run()
  return true
}

/** Where toasts appear; stands once around the whole window. */
export function ToastProvider({ closeLabel, children }: { closeLabel: string; children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Toast.useToastManager()
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
