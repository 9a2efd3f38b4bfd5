import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followEvents } from './kb.ts'
import './ui/tokens.css'
import './ui/components.css'
import './ui/kit.css'

const root = document.getElementById('root')
if (root) {
  followEvents()
  createRoot(root).render(<App />)
}
