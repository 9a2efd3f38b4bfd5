import { Toast } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export interface ToastMessage {
  text: string
  kind?: 'done' | 'error'
  action?: { label: string; run(): void }
}

const manager = Toast.createToastManager()
const SHOWN_MS = 8000

/** Says something in the corner of the window for eight seconds; a pointer on it stops the clock. */
export function showToast({ text, kind = 'done', action }: ToastMessage): void {
  const id = manager.add({
    title: text,
    type: kind,
    timeout: SHOWN_MS,
    priority: kind === 'error' ? 'high' : 'low',
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick() {
              manager.close(id)
              action.run()
            }
          }
        }
      : {})
  })
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
      <Toast.Title className="grow" />
      {toast.actionProps && <Toast.Action className="btn txt" />}
      <Toast.Close className="ib" aria-label={closeLabel}>
        <Icon name="x" size={14} />
      </Toast.Close>
    </Toast.Root>
  ))
}
