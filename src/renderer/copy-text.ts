/**
 * Puts text on the clipboard; true when the system took it.
 *
 * By the copy command, because the app grants its page no permissions and the clipboard's own interface needs one.
 */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', text)
  }
  document.addEventListener('copy', fill, true)
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', fill, true)
  }
}
