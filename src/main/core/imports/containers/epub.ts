import type { Container } from './container.ts'
export const epubContainer: Container = { extensions: [], list: async () => [] }
