import { useMessages } from '../../i18n.tsx'
import { changeSettings, useSettings } from '../../settings.tsx'
import { Segmented } from '../../ui/index.ts'

/** Language and theme, which can be changed before anything else. */
export function Choices() {
  const t = useMessages()
  const { language, theme } = useSettings()
  const { themes } = t.articles
  return (
    <div className="bar setup-choices">
      <span className="grow" />
      <Segmented
        label={t.setup.theme}
        value={theme}
        options={[
          { value: 'system', label: themes.system },
          { value: 'light', label: themes.light },
          { value: 'dark', label: themes.dark }
        ]}
        onChange={(value) => void changeSettings({ theme: value })}
      />
      <Segmented
        label={t.setup.language}
        value={language}
        options={[
          { value: 'zh-CN', label: '简体中文' },
          { value: 'en', label: 'English' }
        ]}
        onChange={(value) => void changeSettings({ language: value })}
      />
    </div>
  )
}
