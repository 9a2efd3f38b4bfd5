import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Article } from '../../../shared/articles.ts'
import type { PictureState } from '../../../shared/pictures.ts'
import { useMessages } from '../../i18n.tsx'
import type { MenuAction } from '../../ui/index.ts'
import { PictureView, usePictureActions } from '../pictures/index.tsx'
import { PicturesContext } from './pictures-context.ts'
import type { ArticlePictures } from './pictures-context.ts'

/** Gives the pictures of an article to the boxes in it, and shows one of them large. */
export function PicturesProvider({ article, children }: { article: Article; children: ReactNode }) {
  const { id, pictures, imageList } = article
  const [enlarged, setEnlarged] = useState<number | null>(null)
  const { download, pair } = usePictureActions()

  const bySource = useMemo(() => new Map(pictures.map((picture) => [picture.src, picture])), [pictures])
  const shown = useMemo(
    () =>
      imageList.flatMap(({ src, alt }) => {
        const sha256 = bySource.get(src)?.sha256
        return sha256 ? [{ src, alt, sha256 }] : []
      }),
    [imageList, bySource]
  )
  const value: ArticlePictures = {
    get: (src) => bySource.get(src),
    enlarge(src) {
      const at = shown.findIndex((picture) => picture.src === src)
      if (at >= 0) setEnlarged(at)
    },
    download: () => void download([id]),
    pair: () => void pair()
  }
  return (
    <PicturesContext value={value}>
      {children}
      {enlarged !== null && <PictureView pictures={shown} at={enlarged} onClose={() => setEnlarged(null)} />}
    </PicturesContext>
  )
}

/** What can be done about pictures of the article that are not there. */
export function useMissingPictures({ id, pictures }: Article): MenuAction[] {
  const t = useMessages().pictures
  const { download, pair } = usePictureActions()
  const count = (...states: PictureState[]) => pictures.filter(({ state }) => states.includes(state)).length
  const wanted = count('remote', 'failed')
  return [
    ...(wanted > 0
      ? [{ label: t.downloadCount(wanted), icon: 'import' as const, onSelect: () => void download([id]) }]
      : []),
    ...(wanted + count('missing') > 0 ? [{ label: t.pair, icon: 'folder' as const, onSelect: () => void pair() }] : [])
  ]
}
