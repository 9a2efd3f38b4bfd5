import type { ArticleElement, ArticleNode, ArticleTree } from '../../../shared/article-tree.ts'
import type { ArticlePicture } from '../../../shared/pictures.ts'
import type { LibraryFolder } from '../db/open.ts'
import { readStored } from '../pictures/index.ts'

/** What a browser still opens; pictures beyond keep their address. */
const MAX_BYTES = 100 * 1024 * 1024

/** The stored ones of an article's pictures as data addresses, by their names in the tree. */
export async function dataAddresses(
  library: LibraryFolder,
  pictures: readonly ArticlePicture[]
): Promise<ReadonlyMap<string, string>> {
  const addresses = new Map<string, string>()
  let room = MAX_BYTES
  for (const { src, sha256 } of pictures) {
    const picture = sha256 === null ? null : await readStored(library, sha256)
    if (picture === null || picture.bytes.byteLength > room) continue
    room -= picture.bytes.byteLength
    addresses.set(src, `data:${picture.mediaType};base64,${picture.bytes.toString('base64')}`)
  }
  return addresses
}

/** The tree with other addresses for some of its images, by their names in it. */
export function withAddresses(tree: ArticleTree, addresses: ReadonlyMap<string, string>): ArticleTree {
  const change = (node: ArticleNode): ArticleNode => (typeof node === 'string' ? node : changeElement(node))
  const changeElement = (element: ArticleElement): ArticleElement => {
    const { srcRaw, src = srcRaw } = element.attributes ?? {}
    const address = element.tag === 'img' && src !== undefined ? addresses.get(src) : undefined
    const attributes = address === undefined ? element.attributes : { ...element.attributes, src: address }
    return { ...element, attributes, children: element.children.map(change) }
  }
  return addresses.size === 0 ? tree : tree.map(changeElement)
}
