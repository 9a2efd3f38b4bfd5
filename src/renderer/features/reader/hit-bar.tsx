import { useMessages } from '../../i18n.tsx'
import { go, parseRoute } from '../../route.ts'
import { IconButton } from '../../ui/index.ts'

interface HitBarProps {
  query: string
  total: number
  current: number
  onStep(by: 1 | -1): void
}

/** Which of the searched words' places is in view, with the way to the others. */
export function HitBar({ query, total, current, onStep }: HitBarProps) {
  const t = useMessages().articles
  const close = () => {
    const route = parseRoute(location.hash)
    if (route.room === 'library') go({ ...route, query: '' }, { replace: true })
  }
  return (
    <div className="hit-bar">
      <span className="cut">{t.hits(query)}</span>
      <span className="t3" role="status">
        {total > 0 ? t.hitCount(current + 1, total) : t.noHits}
      </span>
      <span className="grow" />
      {total > 1 && (
        <>
          <IconButton icon="left" label={t.previousHit} shortcut="N" onClick={() => onStep(-1)} />
          <IconButton icon="right" label={t.nextHit} shortcut="n" onClick={() => onStep(1)} />
        </>
      )}
      <IconButton icon="x" label={t.endSearch} onClick={close} />
    </div>
  )
}
