import type { ReactNode } from 'react'
export function ImportDropZone({ children }: { children: ReactNode }) { return <>{children}</> }
export function ImportsScreen(_: { batch: number | null }) { return <main className="main" /> }
export function pickAndImport(_pick: 'files' | 'folder'): void {}
