import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { thirdPartyNotices } from './scripts/notices.ts'
import { contract } from './src/shared/contract.ts'
import { shapeOf } from './src/shared/ipc.ts'

const notices = thirdPartyNotices()

export default defineConfig({
  main: {
    plugins: [notices],
    build: {
      sourcemap: true,
      rollupOptions: { input: { index: 'src/main/index.ts' } }
    }
  },
  preload: {
    // Only the contract's shape reaches the preload, so that no schema is loaded before the first paint.
    define: { __CONTRACT_SHAPE__: JSON.stringify(shapeOf(contract)) },
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react(), notices],
    build: { minify: true, rollupOptions: { input: { index: join(import.meta.dirname, 'src/renderer/index.html') } } }
  }
})
