import { createContext } from 'react'
import type { ArticlePicture } from '../../../shared/pictures.ts'

export interface ArticlePictures {
  /** What became of a picture, by its name in the tree. */
  get(src: string): ArticlePicture | undefined
  /** Shows a stored one as large as the window. */
  enlarge(src: string): void
  /** Downloads those of the article that are not there. */
  download(): void
  /** Takes those that are not there from a folder. */
  pair(): void
}

/** Reaches the pictures without the text around them being drawn anew. */
export const PicturesContext = createContext<ArticlePictures>({
  get: () => undefined,
  enlarge() {},
  download() {},
  pair() {}
})
