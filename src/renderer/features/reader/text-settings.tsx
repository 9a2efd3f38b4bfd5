import { useId } from 'react'
import { useMessages } from '../../i18n.tsx'
import { changeSettings, useSettings } from '../../settings.tsx'
import { IconButton, Popover, Segmented } from '../../ui/index.ts'

/** Size, width and font of the text, and the app's theme. */
export function TextSettings() {
  const t = useMessages().articles
  const { readSize, readMeasure, readFont, theme } = useSettings()
  return (
    <Popover label={t.textSettings} align="end" trigger={<IconButton icon="aa" label={t.textSettings} />}>
      <div className="text-settings">
        <Slider
          label={t.textSize}
          shown={t.textSizeValue(readSize)}
          min={14}
          max={22}
          value={readSize}
          onChange={(value) => void changeSettings({ readSize: value })}
        />
        <Slider
          label={t.measure}
          shown={t.measureValue(readMeasure)}
          min={28}
          max={48}
          value={readMeasure}
          onChange={(value) => void changeSettings({ readMeasure: value })}
        />
        <div className="row between">
          <span className="t2">{t.font}</span>
          <Segmented
            label={t.font}
            value={readFont}
            options={[
              { value: 'sans', label: t.sans },
              { value: 'serif', label: t.serif }
            ]}
            onChange={(value) => void changeSettings({ readFont: value })}
          />
        </div>
        <div className="row between">
          <span className="t2">{t.theme}</span>
          <Segmented
            label={t.theme}
            value={theme}
            options={[
              { value: 'system', label: t.themes.system },
              { value: 'light', label: t.themes.light },
              { value: 'dark', label: t.themes.dark }
            ]}
            onChange={(value) => void changeSettings({ theme: value })}
          />
        </div>
      </div>
    </Popover>
  )
}

interface SliderProps {
  label: string
  /** The value as text with its unit. */
  shown: string
  min: number
  max: number
  value: number
  onChange(value: number): void
}

function Slider({ label, shown, min, max, value, onChange }: SliderProps) {
  const id = useId()
  return (
    <div>
      <div className="row between">
        <label htmlFor={id} className="t2">
          {label}
        </label>
        <span className="num">{shown}</span>
      </div>
      <input
        id={id}
        type="range"
        className="range"
        min={min}
        max={max}
        value={value}
        aria-valuetext={shown}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  )
}
