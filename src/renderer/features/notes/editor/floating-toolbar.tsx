import { formatKeyboardShortcut } from '@lexical/extension'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $getSelection, $isRangeSelection, COMMAND_PRIORITY_LOW, KEY_DOWN_COMMAND } from 'lexical'
import type { LexicalEditor } from 'lexical'
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useMessages } from '../../../i18n.tsx'
import { IconButton } from '../../../ui/index.ts'
import type { EditorAction } from './feature.ts'
import { actions } from './features/index.ts'
import { focusText } from './focus.ts'
import { placeBySelection, UNPLACED } from './place.ts'
import type { Place } from './place.ts'
import { useFormat } from './use-format.ts'

const shown = actions.filter((action) => action.inToolbar)

/** Text is selected, is not being composed, and is no code block, where formats mean nothing. */
function isWanted(editor: LexicalEditor): boolean {
  if (editor.isComposing() || !editor.isEditable()) return false
  return editor.getEditorState().read(() => {
    const selection = $getSelection()
    return $isRangeSelection(selection) && !selection.isCollapsed() && selection.getTextContent().trim() !== ''
  })
}

/** The toolbar over selected text. Alt+F10 moves into it, arrows move along, Escape goes back to the text. */
export function FloatingToolbar({ container }: { container: RefObject<HTMLElement | null> }) {
  const [editor] = useLexicalComposerContext()
  const format = useFormat()
  const bar = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState<Place | null>(null)
  const t = useMessages().notes

  useEffect(() => {
    let pressed = false
    const update = () => {
      const focused =
        editor.getRootElement()?.contains(document.activeElement) || bar.current?.contains(document.activeElement)
      setOpen(Boolean(focused) && !pressed && isWanted(editor))
    }
    const down = (event: PointerEvent) => {
      pressed = event.target instanceof Node && Boolean(editor.getRootElement()?.contains(event.target))
    }
    const up = () => {
      pressed = false
      // the click sets the selection after this event
      setTimeout(update)
    }
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    document.addEventListener('focusin', update)
    document.addEventListener('focusout', up)
    const stop = editor.registerUpdateListener(update)
    return () => {
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
      document.removeEventListener('focusin', update)
      document.removeEventListener('focusout', up)
      stop()
    }
  }, [editor])

  useEffect(
    () =>
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          if (event.key !== 'F10' || !event.altKey || !bar.current) return false
          event.preventDefault()
          bar.current.querySelector('button')?.focus()
          return true
        },
        COMMAND_PRIORITY_LOW
      ),
    [editor]
  )

  const visible = open && format.block !== 'code'
  useLayoutEffect(() => {
    if (!visible || !container.current || !bar.current) return
    // from the toolbar itself the selection is still the text's
    if (!bar.current.contains(document.activeElement) || place === null) {
      setPlace(
        placeBySelection(
          container.current,
          { width: bar.current.offsetWidth, height: bar.current.offsetHeight },
          'above'
        )
      )
    }
    // `format` is new with every change of the selection
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [visible, format, container])

  if (!visible) return null
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t.formatting}
      className="n-toolbar"
      style={place ?? UNPLACED}
      onMouseDown={(event) => event.preventDefault()}
      // before a tooltip takes Escape for itself
      onKeyDownCapture={(event) => {
        if (event.key === 'Escape') focusText(editor)
        else if (event.key === 'ArrowRight') moveFocus(event.currentTarget, 1)
        else if (event.key === 'ArrowLeft') moveFocus(event.currentTarget, -1)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      {shown.map((action, index) => (
        <Fragment key={action.id}>
          {isBlock(action) !== isBlock(shown[index - 1] ?? action) && <span className="sep" />}
          <IconButton
            icon={action.icon}
            label={action.label(t)}
            pressed={action.isOn(format)}
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => action.run(editor, format)}
            {...(action.shortcut ? { shortcut: formatKeyboardShortcut(action.shortcut).join('+') } : {})}
          />
        </Fragment>
      ))}
    </div>
  )
}

const MARK_IDS = new Set(['bold', 'italic', 'underline', 'strikethrough', 'code', 'link'])
const isBlock = (action: EditorAction): boolean => !MARK_IDS.has(action.id)

function moveFocus(toolbar: HTMLElement, step: 1 | -1): void {
  const buttons = [...toolbar.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((at + step) % buttons.length)?.focus()
}
