import { useMemo } from 'react'
import type { TagColor } from '../../../shared/tags.ts'
import { kb, useAnswer } from '../../kb.ts'

/** The colour of each tag that has one. */
export function useTagColors(): Map<string, TagColor> {
  const { data: tags } = useAnswer('tags.list', kb.tags.list, null)
  return useMemo(() => new Map((tags ?? []).flatMap(({ name, color }) => (color ? [[name, color]] : []))), [tags])
}

/** `#name`, its sign in the tag's colour. */
export function TagLabel({ name, color, pill }: { name: string; color?: TagColor | undefined; pill?: boolean }) {
  return <span className={`tag${pill ? ' pill' : ''}${color ? ` tag-${color}` : ''}`}>{name}</span>
}
