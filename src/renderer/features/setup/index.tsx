import type { LibraryState } from '../../../shared/shell.ts'
export function SetupScreen(_: { library: Exclude<LibraryState, { state: 'open' }> }) { return <main className="main" /> }
