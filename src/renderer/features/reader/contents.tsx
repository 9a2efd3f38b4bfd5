import { memo } from 'react'
import { useMessages } from '../../i18n.tsx'
import type { Heading } from './headings.ts'

interface ContentsProps {
  headings: Heading[]
  current: number
  onGo(index: number): void
}

/** The table of contents beside the text; in a narrow pane a row of ticks that opens under the pointer or focus. */
export const Contents = memo(function Contents({ headings, current, onGo }: ContentsProps) {
  const t = useMessages().articles
  if (headings.length === 0) return null
  const top = Math.min(...headings.map((heading) => heading.level))
  return (
    <nav className="contents" aria-label={t.contents}>
      <div className="contents-card">
        <div className="contents-title" aria-hidden="true">
          {t.contents}
        </div>
        <ol>
          {headings.map((heading, index) => (
            <li key={heading.id}>
              <button
                type="button"
                className={index === current ? 'on' : ''}
                aria-current={index === current ? 'location' : undefined}
                data-depth={Math.min(heading.level - top, 2)}
                title={heading.text}
                onClick={() => onGo(index)}
              >
                {heading.text}
              </button>
            </li>
          ))}
        </ol>
      </div>
    </nav>
  )
})
