import { useState } from 'react'
import type { DiffRow, DiffSegment } from '../../../shared/articles.ts'
import { useMessages } from '../../i18n.tsx'
import { Button } from '../../ui/index.ts'
import { foldSame } from './fold-same.ts'

/** So many at first, and more at a time: each is laid out twice. */
const AT_ONCE = 200

/** The text of both sides, a row for each block; blocks that are the same are folded into one line. */
export function DiffRows({ rows }: { rows: DiffRow[] }) {
  const t = useMessages().duplicates
  const [limit, setLimit] = useState(AT_ONCE)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const parts = foldSame(rows, open)
  return (
    <section className="diff" aria-label={t.text}>
      {parts.slice(0, limit).map((part) =>
        part.kind === 'folded' ? (
          <button
            key={part.at}
            type="button"
            className="diff-folded"
            onClick={() => setOpen(new Set([...open, part.at]))}
          >
            {t.sameBlocks(part.count)}
          </button>
        ) : (
          <Row key={part.at} row={part.row} />
        )
      )}
      {parts.length > limit && (
        <Button onClick={() => setLimit(limit + AT_ONCE)}>
          {t.moreBlocks(Math.min(AT_ONCE, parts.length - limit))}
        </Button>
      )}
    </section>
  )
}

function Row({ row }: { row: DiffRow }) {
  if (row.kind === 'same') {
    return (
      <div className="diff-row same">
        <p>{row.text}</p>
        <p aria-hidden="true">{row.text}</p>
      </div>
    )
  }
  return (
    <div className="diff-row">
      <Side segments={row.left} as="del" />
      <Side segments={row.right} as="ins" />
    </div>
  )
}

function Side({ segments, as: Mark }: { segments: DiffSegment[] | null; as: 'del' | 'ins' }) {
  if (segments === null) return <p className="diff-nothing" />
  return (
    <p>
      {segments.map(({ text, changed }, index) =>
        changed ? <Mark key={index}>{text}</Mark> : <span key={index}>{text}</span>
      )}
    </p>
  )
}
