import './imports.css'

export { ImportDropZone } from './drop-zone.tsx'
export { pickAndImport } from './import-queue.ts'
export { ImportsScreen } from './imports-screen.tsx'
