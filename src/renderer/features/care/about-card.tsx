import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'

/** Version, licence, and the notices of everything that is built in. */
export function AboutCard() {
  const t = useMessages().care
  const { data: about } = useAnswer('shell.about', kb.shell.about, null)
  if (!about) return null
  return (
    <section className="card">
      <h2>{t.about}</h2>
      <p>{t.version(about.version, t.licence)}</p>
      <p>{t.offline}</p>
      <p className="t3 fs-12">{about.runtime}</p>
      {about.notices.length > 0 && (
        <details>
          <summary>{t.notices(about.notices.length)}</summary>
          <ul>
            {about.notices.map((notice) => (
              <li key={`${notice.name} ${notice.version}`}>
                {notice.name} {notice.version} <span className="t3">{notice.licence}</span>
                <pre>{notice.text}</pre>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
