import type { Route } from '../../route.ts'
export function LibraryScreen(_: { route: Extract<Route, { room: 'library' }> }) { return <main className="main" /> }
