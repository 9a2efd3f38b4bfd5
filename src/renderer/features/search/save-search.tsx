import { useState } from 'react'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, Popover, showToast, TextField } from '../../ui/index.ts'

/** Keeps a search in the sidebar under a name; nothing when it is kept already. */
export function SaveSearch({ query }: { query: string }) {
  const t = useMessages()
  const [open, setOpen] = useState(false)
  const { data: saved = [] } = useAnswer('search.saved', kb.search.saved, null)
  if (saved.some((each) => each.query === query)) return null
  return (
    <Popover
      label={t.search.save}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="text" icon="star" disabled={query === ''}>
          {t.search.save}
        </Button>
      }
    >
      <NameForm query={query} onDone={() => setOpen(false)} />
    </Popover>
  )
}

function NameForm({ query, onDone }: { query: string; onDone(): void }) {
  const t = useMessages()
  const [name, setName] = useState(query.slice(0, MAX_NAME))
  async function save() {
    const trimmed = name.trim()
    if (trimmed === '') return
    const saved = await kb.search.save({ name: trimmed, query })
    if (!saved.ok) return showToast({ kind: 'error', text: failureText(t, saved.error) })
    onDone()
    showToast({
      text: t.search.saved(trimmed),
      action: { label: t.common.undo, undoes: true, run: () => void kb.search.removeSaved({ id: saved.value.id }) }
    })
  }
  return (
    <form
      className="save-search"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={t.search.savedName}
        value={name}
        maxLength={MAX_NAME}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
      />
      <Button variant="primary" type="submit" disabled={name.trim() === ''}>
        {t.common.save}
      </Button>
    </form>
  )
}

const MAX_NAME = 120
