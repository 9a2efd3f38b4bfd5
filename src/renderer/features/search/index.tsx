import './search.css'

export { openPalette } from './palette-open.ts'
export { SearchPalette } from './palette.tsx'
