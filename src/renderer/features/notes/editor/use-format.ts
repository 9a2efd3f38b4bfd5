import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useEffect, useState } from 'react'
import { formatOf } from './feature.ts'
import type { SelectionFormat } from './feature.ts'

/** What the selection stands in, followed as it moves. */
export function useFormat(): SelectionFormat {
  const [editor] = useLexicalComposerContext()
  const [format, setFormat] = useState(() => formatOf(editor.getEditorState()))
  useEffect(() => editor.registerUpdateListener(({ editorState }) => setFormat(formatOf(editorState))), [editor])
  return format
}
