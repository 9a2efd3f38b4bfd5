import { Fragment, useState } from 'react'
import type { PictureState } from '../../../shared/pictures.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button } from '../../ui/index.ts'
import { FailuresDialog } from './failures-dialog.tsx'
import { usePictureActions } from './use-picture-actions.ts'

const STATES = ['stored', 'remote', 'failed', 'missing'] as const satisfies readonly PictureState[]
const ALL = { ids: null }

/** What became of all pictures of the library, and the ways to get those that are not there. */
export function PicturesCard() {
  const t = useMessages().pictures
  const { data: counts } = useAnswer('pictures.counts', kb.pictures.counts, ALL)
  const { download, pair } = usePictureActions()
  const [showsFailures, setShowsFailures] = useState(false)
  if (!counts) return null
  const wanted = counts.remote + counts.failed
  return (
    <section className="card">
      <h2>{t.title}</h2>
      <p>{t.hint}</p>
      <dl>
        {STATES.filter((state) => counts[state] > 0 || state === 'stored').map((state) => (
          <Fragment key={state}>
            <dt>{t.states[state]}</dt>
            <dd className="num">
              {t.count(counts[state])}
              {state === 'failed' && (
                <Button variant="text" onClick={() => setShowsFailures(true)}>
                  {t.why}
                </Button>
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
      <div className="acts">
        {wanted > 0 && (
          <Button icon="import" onClick={() => void download(null)}>
            {t.downloadCount(wanted)}
          </Button>
        )}
        {wanted + counts.missing > 0 && (
          <Button icon="folder" title={t.pairHint} onClick={() => void pair()}>
            {t.pair}
          </Button>
        )}
      </div>
      {showsFailures && <FailuresDialog ids={null} onClose={() => setShowsFailures(false)} />}
    </section>
  )
}
