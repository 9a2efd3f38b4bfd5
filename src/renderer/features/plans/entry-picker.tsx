import { useState } from 'react'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, Checkbox, Dialog, showToast, TextField } from '../../ui/index.ts'

const SHOWN = 50

/** Chooses articles and notes for a plan: the newest, or what a search finds. */
export function EntryPicker({ planId, onClose }: { planId: number; onClose(): void }) {
  const t = useMessages()
  const [query, setQuery] = useState('')
  const [composing, setComposing] = useState(false)
  const [chosen, setChosen] = useState<number[]>([])
  const searching = query.trim() !== '' && !composing
  const newest = useAnswer('entries.list', kb.entries.list, { limit: SHOWN })
  const found = useAnswer(
    'search.query',
    kb.search.query,
    { query, limit: SHOWN },
    { enabled: searching, keepPrevious: true }
  )
  const shown = searching ? found.data?.hits : newest.data?.items

  const add = async () => {
    const result = await kb.plans.addEntries({ planId, ids: chosen })
    if (result.ok) onClose()
    else showToast({ kind: 'error', text: failureText(t, result.error) })
  }

  return (
    <Dialog
      open
      width={560}
      title={t.plans.addEntries}
      onClose={onClose}
      actions={
        <>
          <Button large onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button large variant="primary" disabled={chosen.length === 0} onClick={() => void add()}>
            {t.plans.addCount(chosen.length)}
          </Button>
        </>
      }
    >
      <div className="entry-picker">
        <TextField
          label={t.plans.searchEntries}
          hideLabel
          icon="search"
          type="search"
          placeholder={t.plans.searchEntries}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
        <ul>
          {shown?.map(({ id, title }) => (
            <li key={id}>
              <Checkbox
                label={title || t.common.untitled}
                checked={chosen.includes(id)}
                onChange={(checked) => setChosen((ids) => (checked ? [...ids, id] : ids.filter((each) => each !== id)))}
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
