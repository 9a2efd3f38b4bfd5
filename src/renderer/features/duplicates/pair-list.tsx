import { useEffect, useRef } from 'react'
import { useMessages } from '../../i18n.tsx'

interface Named {
  id: number
  title: string
}
export interface Pair {
  a: Named
  b: Named
  score: number
}

interface PairListProps {
  items: Pair[]
  chosen: [number, number] | null
  onChoose(pair: Pair): void
  /** Enter goes on to what is compared. */
  onEnter(): void
}

/** Pairs by their titles and how much they are alike. */
export function PairList({ items, chosen, onChoose, onEnter }: PairListProps) {
  const t = useMessages()
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another row is the current one then
  }, [chosen])
  return (
    <ul className="scroll grow" aria-label={t.duplicates.title}>
      {items.map((pair) => {
        const { a, b, score } = pair
        const on = chosen?.[0] === a.id && chosen[1] === b.id
        return (
          <li key={`${a.id} ${b.id}`}>
            <button
              type="button"
              className={`it pair-row${on ? ' on' : ''}`}
              aria-current={on ? 'true' : undefined}
              ref={on ? current : null}
              onClick={() => onChoose(pair)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                onChoose(pair)
                onEnter()
              }}
            >
              <span className="pair-titles">
                <span className="cut">{a.title || t.common.untitled}</span>
                <span className="cut">{b.title || t.common.untitled}</span>
              </span>
              <span className="t3 fs-12">{t.duplicates.alike(Math.floor(score * 100))}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
