import type { AppContract } from './contract.ts'
import type { Api } from './ipc.ts'

declare global {
  interface Window {
    /** The bridge that the preload puts into the page. */
    kb: Api<AppContract>
  }
}
