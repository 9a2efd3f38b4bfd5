import { useRef, useState } from 'react'
import { formatCount } from '../../format.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { everything, go } from '../../route.ts'
import { useTriageKeys } from '../../triage-keys.ts'
import { Banner, Button, EmptyState, IconButton, Segmented } from '../../ui/index.ts'
import { Comparison } from './comparison.tsx'
import './duplicates.css'
import { PairList } from './pair-list.tsx'
import type { Pair } from './pair-list.tsx'
import { MOST_MERGED, useDuplicateActions } from './use-duplicate-actions.ts'

const SHOWN = 500
const LEAST = { same: 0.85, similar: 0.6 }
/** From this likeness on pairs are merged together. */
const MERGED_TOGETHER = 0.95

/** Pairs of articles that are nearly the same, side by side, to merge or to keep. */
export function DuplicatesScreen({ pair }: { pair: [number, number] | null }) {
  const t = useMessages()
  const [show, setShow] = useState<keyof typeof LEAST>('same')
  const text = useRef<HTMLDivElement>(null)
  const query = { least: LEAST[show], limit: SHOWN }
  const { data, error } = useAnswer('articles.duplicates', kb.articles.duplicates, query, { keepPrevious: true })
  const alike = useAnswer('articles.duplicates', kb.articles.duplicates, { least: MERGED_TOGETHER, limit: 1 }).data
  const actions = useDuplicateActions()

  const items = data?.items ?? []
  const listed = items.findIndex(({ a, b }) => a.id === pair?.[0] && b.id === pair[1])
  const chosen = pair ?? idsOf(items[0])
  const at = pair ? listed : Math.min(0, items.length - 1)
  const open = (next: Pair | undefined) => go({ room: 'duplicates', pair: idsOf(next) }, { replace: true })
  const step = (by: number) => {
    const next = items[at + by]
    if (next) open(next)
  }
  /** Runs what takes the pair from the list, and goes on to the next one. */
  const decide = (act: (pair: [number, number]) => Promise<boolean>) => {
    const next = items[at + 1] ?? items[at - 1]
    const run = async (pair: [number, number]) => {
      if (await act(pair)) open(next)
    }
    if (chosen) void run(chosen)
  }
  const keepLeft = () => decide(([left, right]) => actions.merge(left, right))
  const keepRight = () => decide(([left, right]) => actions.merge(right, left))
  const keepBoth = () => decide(([left, right]) => actions.keepApart(left, right))
  useTriageKeys({ j: () => step(1), k: () => step(-1), '1': keepLeft, '2': keepRight, '3': keepBoth })

  if (error) {
    return (
      <main className="main">
        <div className="center">
          <Banner kind="err">{failureText(t, error)}</Banner>
        </div>
      </main>
    )
  }
  if (!data) return <main className="main" aria-busy />
  const many = Math.min(alike?.total ?? 0, MOST_MERGED)
  return (
    <>
      <section className="list" aria-label={t.duplicates.title}>
        <div className="bar">
          <IconButton
            icon="left"
            label={t.duplicates.backToLibrary}
            onClick={() => go({ room: 'library', filter: everything, entry: null, query: '' })}
          />
          <h1 className="grow duplicates-title">
            {t.duplicates.title} <span className="t3">{t.duplicates.pairs(data.total)}</span>
          </h1>
        </div>
        <div className="duplicates-show">
          <Segmented<keyof typeof LEAST>
            label={t.duplicates.show}
            value={show}
            options={[
              { value: 'same', label: t.duplicates.nearlySame },
              { value: 'similar', label: t.duplicates.similar }
            ]}
            onChange={setShow}
          />
        </div>
        <PairList items={items} chosen={chosen} onChoose={open} onEnter={() => text.current?.focus()} />
        {many > 0 && (
          <div className="duplicates-all">
            <Button icon="dup" onClick={() => void actions.mergeAlike(MERGED_TOGETHER)}>
              {t.duplicates.mergeAlike(many)}
            </Button>
          </div>
        )}
      </section>
      <main className="main duplicates-main">
        {chosen ? (
          <>
            <div className="bar" role="toolbar" aria-label={t.duplicates.comparison}>
              <IconButton
                icon="up"
                label={t.duplicates.previous}
                shortcut="k"
                disabled={at <= 0}
                onClick={() => step(-1)}
              />
              <IconButton
                icon="down"
                label={t.duplicates.next}
                shortcut="j"
                disabled={at < 0 || at >= items.length - 1}
                onClick={() => step(1)}
              />
              <span className="t3 fs-12 num">
                {at >= 0 ? `${formatCount(at + 1)} / ${formatCount(data.total)}` : ''}
              </span>
              <span className="grow" />
              <Button onClick={keepLeft}>
                {t.duplicates.keepLeft} <kbd>1</kbd>
              </Button>
              <Button onClick={keepRight}>
                {t.duplicates.keepRight} <kbd>2</kbd>
              </Button>
              <Button variant="text" onClick={keepBoth}>
                {t.duplicates.keepBoth} <kbd>3</kbd>
              </Button>
            </div>
            <Comparison
              key={chosen.join()}
              left={{ id: chosen[0] }}
              right={{ id: chosen[1] }}
              names={[t.duplicates.left, t.duplicates.right]}
              ref={text}
            />
          </>
        ) : (
          <div className="center">
            <h2 className="visually-hidden">{t.duplicates.comparison}</h2>
            <EmptyState icon="dup" title={t.duplicates.none}>
              {t.duplicates.noneHint}
            </EmptyState>
          </div>
        )}
      </main>
    </>
  )
}

const idsOf = (pair: Pair | undefined): [number, number] | null => (pair ? [pair.a.id, pair.b.id] : null)
