import './find.css'

export { FindBar } from './find-bar.tsx'
export { useFind } from './use-find.ts'
export { useFindQuery } from './use-find-query.ts'
