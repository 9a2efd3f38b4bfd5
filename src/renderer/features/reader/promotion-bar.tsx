import { createContext, useContext } from 'react'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { Dot, Icon, IconButton, Menu } from '../../ui/index.ts'
import type { PromotionState } from './use-promotion.ts'

/** Reaches the line without the text around it being drawn anew. */
const PromotionContext = createContext<PromotionState | null>(null)
export const PromotionProvider = PromotionContext.Provider

/** The line that stands for an article's advert and opens it; its menu says where the advert begins. */
export function PromotionBar() {
  const t = useMessages().articles
  const language = useLanguage()
  const promotion = useContext(PromotionContext)
  if (!promotion) return null
  const { open, blocks, toggle, moves } = promotion
  return (
    <div className="promo" lang={language}>
      <button type="button" aria-expanded={open} onClick={toggle}>
        <Icon name="down" size={14} />
        <span>
          {t.promotion(blocks)}
          <Dot />
          <b>{open ? t.fold : t.unfold}</b>
        </span>
      </button>
      <Menu align="end" trigger={<IconButton icon="more" label={t.promotionMenu} />} groups={[{ items: moves }]} />
    </div>
  )
}
