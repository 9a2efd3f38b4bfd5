import type { Container } from './container.ts'
export const epubContainer: Container = { extensions: [], nests: false, list: async () => [] }
