export { PictureDownloads } from './picture-downloads.tsx'
export { PictureView } from './picture-view.tsx'
export { PicturesCard } from './pictures-card.tsx'
export { usePictureActions } from './use-picture-actions.ts'
