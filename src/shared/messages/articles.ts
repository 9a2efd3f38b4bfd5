import type { SameAs } from './text.ts'

export const zh = {}

export const en: SameAs<typeof zh> = {}
