import { useState, useSyncExternalStore } from 'react'
import { changeSettings, useSettings } from '../../settings.tsx'

/** Limits of the panes' widths, CSS pixels. */
export const NAV_WIDTH = { min: 160, max: 280, initial: 180 }
export const LIST_WIDTH = { min: 260, max: 420, initial: 300 }

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches
  )
}

export interface Pane {
  shown: boolean
  /** It lies over its neighbours instead of beside them. */
  floating: boolean
  show(shown: boolean): void
}

/**
 * Which panes stand where. In a wide window the navigation is folded by choice and remembered; below 1080 px it is folded
 * until asked for, below 860 px the list too slides over the content.
 */
export function useLayout(entryOpen: boolean): { nav: Pane; list: Pane } {
  const settings = useSettings()
  const medium = useMedia('(width < 1080px)')
  const small = useMedia('(width < 860px)')
  const [navAsked, setNavAsked] = useState(false)
  const [listHidden, setListHidden] = useState(false)
  const [listAsked, setListAsked] = useState(false)
  return {
    nav: {
      shown: medium ? navAsked : !settings.navFolded,
      floating: medium,
      show: (shown) => {
        if (medium) setNavAsked(shown)
        else void changeSettings({ navFolded: !shown })
      }
    },
    list: {
      shown: small ? listAsked || !entryOpen : !listHidden,
      floating: small,
      show: (shown) => {
        if (small) setListAsked(shown)
        else setListHidden(!shown)
      }
    }
  }
}
