import { useMessages } from '../../i18n.tsx'
import { changeSettings, useSettings } from '../../settings.tsx'
import { Segmented } from '../../ui/index.ts'

/** When an import is shown before it is made. */
export function ImportCard() {
  const t = useMessages().care
  const { previewImports } = useSettings()
  return (
    <section className="card">
      <h2>{t.importing}</h2>
      <dl>
        <dt>{t.lookFirst}</dt>
        <dd>
          <Segmented
            label={t.lookFirst}
            value={previewImports}
            options={(['always', 'several', 'never'] as const).map((value) => ({
              value,
              label: t.lookFirstWhen[value]
            }))}
            onChange={(when) => void changeSettings({ previewImports: when })}
          />
        </dd>
      </dl>
    </section>
  )
}
