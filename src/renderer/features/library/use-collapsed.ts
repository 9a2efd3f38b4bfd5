import { useState } from 'react'

const STORED = 'library.collapsed'

function stored(): Set<string> {
  return new Set((localStorage.getItem(STORED) ?? '').split(',').filter(Boolean))
}

/** Which categories are folded up, by id; remembered on this machine. */
export function useCollapsed(): [ReadonlySet<string>, (key: string, collapsed: boolean) => void] {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(stored)
  return [
    collapsed,
    (key, fold) => {
      const next = new Set(collapsed)
      if (fold) next.add(key)
      else next.delete(key)
      localStorage.setItem(STORED, [...next].join(','))
      setCollapsed(next)
    }
  ]
}
