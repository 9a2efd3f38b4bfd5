export { DuplicatesScreen } from './duplicates-screen.tsx'
export { VersionsChip } from './versions-dialog.tsx'
