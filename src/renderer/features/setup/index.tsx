import './setup.css'

export { EmptyLibrary } from './empty-library.tsx'
export { SetupScreen } from './setup-screen.tsx'
