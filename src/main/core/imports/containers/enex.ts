import type { Container } from './container.ts'
export const enexContainer: Container = { extensions: [], list: async () => [] }
