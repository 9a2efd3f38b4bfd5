import { createContext, useContext, useEffect, useMemo } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import type { Article } from '../../../shared/articles.ts'
import { useMessages } from '../../i18n.tsx'
import { goToEntry } from '../../route.ts'
import type { Heading } from './headings.ts'

type Target = Pick<Article['links'][number], 'id' | 'title'>

const Targets = createContext<ReadonlyMap<string, Target>>(new Map())
export const InnerLinks = Targets.Provider

/** Where an article's links lead within the library, for {@link InnerLinks}. */
export const useInnerLinks = ({ links }: Article): ReadonlyMap<string, Target> =>
  useMemo(() => new Map(links.map(({ href, ...target }) => [href, target])), [links])

/** The entry that a link of the article in view leads to. */
export const useInnerLink = (hrefRaw: string | undefined): Target | undefined => {
  const targets = useContext(Targets)
  return hrefRaw === undefined ? undefined : targets.get(hrefRaw)
}

/** The heading that the link followed last names in its article. */
let wanted: { id: number; heading: string } | null = null

interface InnerLinkProps {
  target: Target
  hrefRaw: string
  children: ReactNode
}

/** A link to another entry of the library. */
export function InnerLink({ target, hrefRaw, children }: InnerLinkProps) {
  const t = useMessages()
  const follow = (event: MouseEvent) => {
    event.preventDefault()
    const heading = headingIn(hrefRaw)
    wanted = heading === '' ? null : { id: target.id, heading }
    goToEntry(target.id)
  }
  return (
    <a
      href={`#/library?entry=${target.id}`}
      className="inner-link"
      title={t.articles.openLinked(target.title || t.common.untitled)}
      draggable={false}
      onClick={follow}
      onAuxClick={follow}
    >
      {children}
    </a>
  )
}

/** A link to what the library does not have. */
export function OpenLink({ hrefRaw, children }: Pick<InnerLinkProps, 'hrefRaw' | 'children'>) {
  const t = useMessages().articles
  return (
    <span className="open-link" title={t.linkedMissing(nameIn(hrefRaw))}>
      {children}
    </span>
  )
}

/** Goes to the heading that the link which led here names. */
export function useLinkedHeading(
  id: number,
  headings: readonly Heading[],
  go: (index: number) => void,
  quietly: (move: () => void) => void
): void {
  useEffect(() => {
    if (wanted?.id !== id) return
    const key = keyOf(wanted.heading)
    wanted = null
    const index = headings.findIndex(({ text }) => keyOf(text) === key)
    // In place of where the reader was left; to have been led somewhere is not yet reading.
    if (index >= 0) quietly(() => go(index))
  }, [id, headings, go, quietly])
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const headingIn = (hrefRaw: string): string => decoded(/#([^#^]+?)(?:\]\])?$/.exec(hrefRaw)?.[1] ?? '')

const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** What a link calls its target, without folders and the end of a file name. */
const nameIn = (hrefRaw: string): string => {
  const path = decoded(hrefRaw.replace(/^!?\[\[|\]\]$/g, '').replace(/#.*$/, ''))
  return (
    path
      .split('/')
      .at(-1)
      ?.replace(/(?: [\da-f]{32})?\.(?:md|html?|csv)$/i, '') || path
  )
}
