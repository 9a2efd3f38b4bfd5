// Style sheets of the kit come first, so that a feature's own can refine them.
import './ui/tokens.css'
import './ui/components.css'
import './ui/kit.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { answerTo, followEvents, kb, queries } from './kb.ts'

const root = document.getElementById('root')
if (root) {
  followEvents()
  // Asked together, because the first screen needs both.
  void queries.prefetchQuery(answerTo('shell.settings', kb.shell.settings, null))
  void queries.prefetchQuery(answerTo('shell.libraryState', kb.shell.libraryState, null))
  createRoot(root).render(<App />)
}
