import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ReactElement, ReactNode, RefObject } from 'react'

export interface DialogProps {
  open: boolean
  title: string
  /** Keeps the title for screen readers only. */
  hideTitle?: boolean
  /** CSS pixels. */
  width?: number
  children: ReactNode
  /** Buttons at the lower right. */
  actions?: ReactNode
  className?: string
  /** Holds choices of the user, which a click outside does not take away. */
  keeps?: boolean
  /** What has the focus at first; without it the first thing that can. */
  initialFocus?: RefObject<HTMLElement | null>
  /** What takes the focus when the sheet closes: true is what had it before, false nothing. */
  finalFocus?(): HTMLElement | boolean
  onClose(): void
}

/** A modal sheet over the window: focus is kept inside, Escape and a click outside close it. */
export function Dialog({
  open,
  title,
  hideTitle,
  width = 420,
  children,
  actions,
  className = '',
  keeps = false,
  initialFocus,
  finalFocus,
  onClose
}: DialogProps) {
  return (
    <BaseDialog.Root
      open={open}
      disablePointerDismissal={keeps}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="scrim" />
        <BaseDialog.Popup
          className={`dlg ${className}`}
          style={{ width }}
          {...(initialFocus ? { initialFocus } : {})}
          {...(finalFocus ? { finalFocus } : {})}
        >
          <BaseDialog.Title render={<h3>{title}</h3>} className={hideTitle ? 'visually-hidden' : 'dlg-title'} />
          {children}
          {actions && <div className="dlg-actions">{actions}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

export interface PopoverProps {
  /** The button that opens it; without one, `open` and `anchor` say when and where. */
  trigger?: ReactElement<Record<string, unknown>>
  anchor?: Element | null
  label: string
  children: ReactNode
  align?: 'start' | 'end'
  /** Leaves the padding to what is inside, for example a {@link Picker}. */
  flush?: boolean
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A small panel under its button, for settings and pickers. */
export function Popover({
  trigger,
  anchor,
  label,
  children,
  align = 'start',
  flush,
  open,
  onOpenChange
}: PopoverProps) {
  return (
    <BasePopover.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      {trigger && <BasePopover.Trigger render={trigger} />}
      <BasePopover.Portal>
        <BasePopover.Positioner sideOffset={4} align={align} className="menu-layer" {...(anchor ? { anchor } : {})}>
          <BasePopover.Popup className={`menu popover${flush ? ' flush' : ''}`} aria-label={label}>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
