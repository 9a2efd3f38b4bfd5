import { useState } from 'react'

export interface DividerProps {
  label: string
  /** Width of the pane, CSS pixels. */
  width: number
  min: number
  max: number
  initial: number
  /** Called while the divider moves. */
  onResize(width: number): void
  /** Called once the width is settled. */
  onSettle(width: number): void
}

const STEP = 16

/**
 * The line between two panes: drag it or press arrow keys to resize, double-click or press Enter to reset.
 * It stands inside the pane that it resizes, on its right edge; that pane is `position: relative`.
 */
export function Divider({ label, width, min, max, initial, onResize, onSettle }: DividerProps) {
  const [drag, setDrag] = useState<{ x: number; width: number } | null>(null)
  const within = (value: number) => Math.round(Math.min(max, Math.max(min, value)))
  const settle = (value: number) => {
    onResize(value)
    onSettle(value)
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={`divider${drag ? ' dragging' : ''}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ x: event.clientX, width })
      }}
      onPointerMove={(event) => {
        if (drag) onResize(within(drag.width + event.clientX - drag.x))
      }}
      onPointerUp={() => {
        if (drag && drag.width !== width) onSettle(width)
        setDrag(null)
      }}
      onPointerCancel={() => setDrag(null)}
      onDoubleClick={() => settle(initial)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') settle(within(width - STEP))
        else if (event.key === 'ArrowRight') settle(within(width + STEP))
        else if (event.key === 'Home') settle(min)
        else if (event.key === 'End') settle(max)
        else if (event.key === 'Enter') settle(initial)
        else return
        event.preventDefault()
      }}
    />
  )
}
