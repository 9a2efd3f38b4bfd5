import { Tooltip } from '@base-ui/react/tooltip'
import type { ComponentProps } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export interface ButtonProps extends ComponentProps<'button'> {
  /** At most one `primary` per pane or sheet. */
  variant?: 'plain' | 'primary' | 'danger' | 'text' | 'ghost'
  large?: boolean
  icon?: IconName
}

const variantClass = { plain: '', primary: ' pri', danger: ' dgr', text: ' txt', ghost: ' ghost' }

export function Button({ variant = 'plain', large, icon, className = '', children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`btn${variantClass[variant]}${large ? ' lg' : ''} ${className}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  icon: IconName
  /** The button's name, also its tooltip. */
  label: string
  /** For a toggle: whether it is on. */
  pressed?: boolean
  shortcut?: string
}

/** A button that is only an icon, with a tooltip. */
export function IconButton({ icon, label, pressed, shortcut, disabled, className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        render={<button type="button" disabled={disabled} />}
        className={`ib${pressed ? ' on' : ''} ${className}`}
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
      >
        <Icon name={icon} />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className="tip-layer">
          <Tooltip.Popup className="tip">
            {label}
            {shortcut && <kbd>{shortcut}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
