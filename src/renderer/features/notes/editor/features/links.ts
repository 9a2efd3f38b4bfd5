import { AutoLinkExtension, autoLinkEmailMatcher, autoLinkUrlMatcher, LinkExtension } from '@lexical/link'
import { LINK } from '@lexical/markdown'
import {
  CLICK_COMMAND,
  COMMAND_PRIORITY_LOW,
  configExtension,
  CONTROL_OR_META,
  createCommand,
  defineExtension
} from 'lexical'
import type { LexicalCommand } from 'lexical'
import type { EditorFeature } from '../feature.ts'

/** The user wants to give the selection an address, or to change the one it has. */
export const EDIT_LINK_COMMAND: LexicalCommand<void> = createCommand('EDIT_LINK_COMMAND')

/** The user wants to follow a link. */
export const OPEN_LINK_COMMAND: LexicalCommand<string> = createCommand('OPEN_LINK_COMMAND')

/** The address as it is stored: `https:` is added where a scheme is missing; null when it may not be a link. */
export function linkAddress(typed: string): string | null {
  const text = typed.trim()
  if (text === '' || /[\s\p{Cc}]/u.test(text) || /^[\\/]/u.test(text)) return null
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/iu.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined && /^[^@/]+@[^@/]+\.[^@/]+$/u.test(text)) return `mailto:${text}`
  if (scheme !== undefined && !['https', 'http', 'mailto'].includes(scheme)) return null
  const url = URL.parse(scheme === undefined ? `https://${text}` : text)
  if (!url || (url.protocol !== 'mailto:' && !url.hostname.includes('.') && url.hostname !== 'localhost')) return null
  return url.href
}

/** Ctrl or ⌘ with a click follows a link; a plain click sets the caret. */
const FollowLinkExtension = defineExtension({
  name: 'gengdu/follow-link',
  register: (editor) =>
    editor.registerCommand(
      CLICK_COMMAND,
      (event) => {
        const anchor = event.target instanceof Element ? event.target.closest('a') : null
        if (!anchor) return false
        event.preventDefault()
        if (!event.ctrlKey && !event.metaKey) return false
        return editor.dispatchCommand(OPEN_LINK_COMMAND, anchor.href)
      },
      COMMAND_PRIORITY_LOW
    )
})

export const links: EditorFeature = {
  extensions: [
    configExtension(LinkExtension, { validateUrl: (url) => linkAddress(url) !== null }),
    // Chinese goes on after an address without a space: its punctuation and letters part it, too.
    configExtension(AutoLinkExtension, {
      matchers: [autoLinkUrlMatcher, autoLinkEmailMatcher],
      separatorRegex: /[.,;\s，。；：、！？“”‘’（）《》\p{Script=Han}]/u
    }),
    FollowLinkExtension
  ],
  transformers: [LINK],
  actions: [
    {
      id: 'link',
      icon: 'link',
      label: (t) => t.link,
      shortcut: { key: 'k', modifiers: { ...CONTROL_OR_META, shiftKey: true } },
      inToolbar: true,
      isOn: ({ link }) => link !== null,
      run: (editor) => void editor.dispatchCommand(EDIT_LINK_COMMAND, undefined)
    }
  ]
}
