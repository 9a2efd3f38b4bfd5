import type { Migration } from '../migrate.ts'
import { first } from './0001-first.ts'
import { importAndSearch } from './0002-import-and-search.ts'

/** Every migration in order; a released one is never edited. */
export const migrations: Migration[] = [first, importAndSearch]
