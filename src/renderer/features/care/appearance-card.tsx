import { useMessages } from '../../i18n.tsx'
import { changeSettings, useSettings } from '../../settings.tsx'
import { Segmented } from '../../ui/index.ts'

export function AppearanceCard() {
  const t = useMessages().care
  const settings = useSettings()
  return (
    <section className="card">
      <h2>{t.appearance}</h2>
      <dl>
        <dt>{t.language}</dt>
        <dd>
          <Segmented
            label={t.language}
            value={settings.language}
            options={[
              { value: 'zh-CN', label: '简体中文' },
              { value: 'en', label: 'English' }
            ]}
            onChange={(language) => void changeSettings({ language })}
          />
        </dd>
        <dt>{t.theme}</dt>
        <dd>
          <Segmented
            label={t.theme}
            value={settings.theme}
            options={[
              { value: 'system', label: t.themes.system },
              { value: 'light', label: t.themes.light },
              { value: 'dark', label: t.themes.dark }
            ]}
            onChange={(theme) => void changeSettings({ theme })}
          />
        </dd>
      </dl>
    </section>
  )
}
