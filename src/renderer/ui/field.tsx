import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

interface Labelled {
  label: string
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
  hint?: ReactNode
  error?: string | undefined
}

function Frame({ id, label, hideLabel, hint, error, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : 'lab'}>
        {label}
      </label>
      {children}
      {(error ?? hint) && (
        <p id={`${id}-hint`} className={`hint${error ? ' err' : ''}`} role={error ? 'alert' : undefined}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

export interface TextFieldProps extends Labelled, Omit<ComponentProps<'input'>, 'id'> {
  icon?: IconName
  /** What stands at the end of the field: a unit, a shortcut, a button. */
  end?: ReactNode
}

/** A labelled one-line input. */
export function TextField({ label, hideLabel, hint, error, icon, end, className = '', ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <Frame id={id} label={label} hideLabel={hideLabel ?? false} hint={hint} error={error}>
      <span className={`fld${error ? ' err' : ''} ${className}`}>
        {icon && <Icon name={icon} />}
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={(error ?? hint) ? `${id}-hint` : undefined}
          {...rest}
        />
        {end}
      </span>
    </Frame>
  )
}

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'aria-label'> {
  label: string
  hideLabel?: boolean
  checked: boolean
  /** Some of what it stands for is checked. */
  mixed?: boolean
  round?: boolean
  onChange(checked: boolean): void
}

/** The box of a checkbox as drawn, for rows that are themselves the control. */
export function Checkmark({ checked, mixed, round }: { checked: boolean; mixed?: boolean; round?: boolean }) {
  return (
    <span className={`chk${round ? ' round' : ''}${checked ? ' on' : mixed ? ' mix' : ''}`}>
      {checked ? <Icon name="check" size={12} /> : mixed ? <Icon name="minus" size={12} /> : null}
    </span>
  )
}

export function Checkbox({ label, hideLabel, checked, mixed = false, round, onChange, ...rest }: CheckboxProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        aria-label={hideLabel ? label : undefined}
        ref={(input) => {
          if (input) input.indeterminate = mixed
        }}
        onChange={(event) => onChange(event.target.checked)}
        {...rest}
      />
      <Checkmark checked={checked} mixed={mixed} round={round ?? false} />
      {!hideLabel && <span>{label}</span>}
    </label>
  )
}

export interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: { value: T; label: string }[]
  onChange(value: T): void
}

/** A choice between two to four things, all visible. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const name = useId()
  return (
    <span className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'on' : ''}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </span>
  )
}
