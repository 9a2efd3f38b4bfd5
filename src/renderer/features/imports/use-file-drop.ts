import { useEffect, useState } from 'react'

/** Drags of entries and categories inside the app carry no files. */
const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/**
 * Takes files dropped anywhere on the window; true while some are held over it.
 *
 * Listens before everything else, so that no editor takes a file for text and no drop navigates the page away.
 */
export function useFileDrop(onDrop: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const take = (event: DragEvent): boolean => {
      if (!hasFiles(event)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    }
    const onDragOver = (event: DragEvent) => {
      if (!take(event)) return
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const onDragLeave = (event: DragEvent) => {
      // Without a related target the pointer has left the window.
      if (take(event) && event.relatedTarget === null) setOver(false)
    }
    const onDropped = (event: DragEvent) => {
      if (!take(event)) return
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) onDrop(files)
    }
    window.addEventListener('dragenter', onDragOver, true)
    window.addEventListener('dragover', onDragOver, true)
    window.addEventListener('dragleave', onDragLeave, true)
    window.addEventListener('drop', onDropped, true)
    return () => {
      window.removeEventListener('dragenter', onDragOver, true)
      window.removeEventListener('dragover', onDragOver, true)
      window.removeEventListener('dragleave', onDragLeave, true)
      window.removeEventListener('drop', onDropped, true)
    }
  }, [onDrop])
  return over
}
