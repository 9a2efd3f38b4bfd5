import './search.css'

export { openPalette } from './palette-open.ts'
export { draftOf, emptyDraft, queryOf, withoutChip, withText } from './query-draft.ts'
export type { QueryDraft } from './query-draft.ts'
export { SaveSearch } from './save-search.tsx'
export { SearchPalette } from './palette.tsx'
export { useRelaxed } from './use-relaxed.ts'
