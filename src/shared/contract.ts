import { articles } from './articles.ts'
import { categories } from './categories.ts'
import { entries } from './entries.ts'
import { imports } from './imports.ts'
import { library } from './library.ts'
import { notes } from './notes.ts'
import { pictures } from './pictures.ts'
import { plans } from './plans.ts'
import { search } from './search.ts'
import { shell } from './shell.ts'
import { tags } from './tags.ts'

/** Rooms that core serves, in the window and on the command line alike. */
export const coreContract = { entries, articles, notes, tags, categories, imports, pictures, search, plans, library }
export type CoreContract = typeof coreContract

/** Everything a window can ask: core's rooms, and the shell that the main process serves. */
export const contract = { ...coreContract, shell }
export type AppContract = typeof contract
