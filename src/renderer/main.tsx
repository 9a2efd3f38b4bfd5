// Style sheets of the kit come first, so that a feature's own can refine them.
import './ui/tokens.css'
import './ui/components.css'
import './ui/kit.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followEvents } from './kb.ts'

const root = document.getElementById('root')
if (root) {
  followEvents()
  createRoot(root).render(<App />)
}
