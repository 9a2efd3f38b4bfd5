import { $createLinkNode, $isLinkNode, TOGGLE_LINK_COMMAND } from '@lexical/link'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $createTextNode, $findMatchingParent, $getSelection, $isRangeSelection, COMMAND_PRIORITY_LOW } from 'lexical'
import type { LexicalEditor } from 'lexical'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { failureText, useMessages } from '../../../i18n.tsx'
import { kb } from '../../../kb.ts'
import { Button, IconButton, showToast } from '../../../ui/index.ts'
import { EDIT_LINK_COMMAND, linkAddress, OPEN_LINK_COMMAND } from './features/links.ts'
import { focusText } from './focus.ts'
import { placeBySelection, UNPLACED } from './place.ts'
import type { Place } from './place.ts'

/** Address of the link that the caret stands in; null also while text is selected. */
const $linkAtCaret = (): string | null => {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null
  return $findMatchingParent(selection.anchor.getNode(), $isLinkNode)?.getURL() ?? null
}

const $linkAtSelection = (): string => {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return ''
  return $findMatchingParent(selection.anchor.getNode(), $isLinkNode)?.getURL() ?? ''
}

/** Shows the link at the caret, and takes a new address for the selection. */
export function LinkPanel({ container }: { container: RefObject<HTMLElement | null> }) {
  const [editor] = useLexicalComposerContext()
  const messages = useMessages()
  const t = messages.notes
  const panel = useRef<HTMLDivElement>(null)
  const [link, setLink] = useState<string | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const [place, setPlace] = useState<Place | null>(null)

  useEffect(() => {
    const open = (url: string) => {
      void kb.shell.openExternal({ url }).then((result) => {
        if (!result.ok) showToast({ kind: 'error', text: failureText(messages, result.error) })
      })
      return true
    }
    const edit = () => {
      setEditing($linkAtSelection())
      return true
    }
    const stops = [
      editor.registerCommand(OPEN_LINK_COMMAND, open, COMMAND_PRIORITY_LOW),
      editor.registerCommand(EDIT_LINK_COMMAND, edit, COMMAND_PRIORITY_LOW),
      editor.registerUpdateListener(({ editorState }) =>
        setLink(editor.isComposing() ? null : editorState.read($linkAtCaret))
      )
    ]
    return () => stops.forEach((stop) => stop())
  }, [editor, messages])

  const viewing = editing === null
  const visible = editor.isEditable() && (!viewing || link !== null)
  useLayoutEffect(() => {
    if (!visible || (viewing && link === null) || !container.current || !panel.current) return
    // while the address is typed, the selection is in its field
    if (panel.current.contains(document.activeElement)) return
    setPlace(
      placeBySelection(
        container.current,
        { width: panel.current.offsetWidth, height: panel.current.offsetHeight },
        'below'
      )
    )
  }, [visible, viewing, link, container])

  if (!visible) return null
  const leave = () => {
    setEditing(null)
    focusText(editor)
  }
  return (
    <div ref={panel} className="n-link" role="group" aria-label={t.link} style={place ?? UNPLACED}>
      {viewing && link !== null ? (
        <>
          <span className="cut n-address">{link}</span>
          <IconButton icon="out" label={t.openLink} onClick={() => editor.dispatchCommand(OPEN_LINK_COMMAND, link)} />
          <IconButton icon="pen" label={t.editLink} onClick={() => setEditing(link)} />
          <IconButton icon="x" label={t.removeLink} onClick={() => editor.dispatchCommand(TOGGLE_LINK_COMMAND, null)} />
        </>
      ) : (
        <AddressForm
          initial={editing ?? ''}
          onLeave={leave}
          onAddress={(address) => {
            setAddress(editor, address)
            leave()
          }}
        />
      )}
    </div>
  )
}

/** Links the selection; without one, the address itself becomes the text. */
function setAddress(editor: LexicalEditor, address: string): void {
  editor.update(() => {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return
    if (selection.isCollapsed() && $linkAtCaret() === null) {
      selection.insertNodes([$createLinkNode(address).append($createTextNode(address.replace(/^mailto:/u, '')))])
    } else editor.dispatchCommand(TOGGLE_LINK_COMMAND, address)
  })
}

interface AddressFormProps {
  initial: string
  onAddress(address: string): void
  onLeave(): void
}

function AddressForm({ initial, onAddress, onLeave }: AddressFormProps) {
  const t = useMessages().notes
  const [typed, setTyped] = useState(initial)
  const [refused, setRefused] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // not before the panel has found its place by the selection, which the focus takes away
  useEffect(() => field.current?.select(), [])
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        const address = linkAddress(typed)
        if (address === null) setRefused(true)
        else onAddress(address)
      }}
    >
      <span className={`fld n-address${refused ? ' err' : ''}`}>
        <input
          aria-label={t.linkAddress}
          aria-invalid={refused}
          aria-describedby={refused ? 'n-link-refused' : undefined}
          placeholder={t.linkPlaceholder}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          ref={field}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
            event.stopPropagation()
            onLeave()
          }}
          onChange={(event) => {
            setTyped(event.target.value)
            setRefused(false)
          }}
        />
      </span>
      <Button type="submit">{t.setLink}</Button>
      {refused && (
        <span id="n-link-refused" className="hint err" role="alert">
          {t.linkRefused}
        </span>
      )}
    </form>
  )
}
