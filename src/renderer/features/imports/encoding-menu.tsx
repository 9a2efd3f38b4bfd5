import type { PreviewItem } from '../../../shared/imports.ts'
import { useMessages } from '../../i18n.tsx'
import { Icon, Menu } from '../../ui/index.ts'
import { choose, chosenEncodings } from './preview.ts'
import { canReadOtherwise, encodingBadge, ENCODINGS } from './preview-text.ts'

/** The encoding that a file is read with; of a text file, to change. In a row it is left to the pointer. */
export function EncodingMenu({ item, inRow = false }: { item: PreviewItem; inRow?: boolean }) {
  const t = useMessages().imports.preview
  const { path, encoding } = item
  const badge = encodingBadge(item)
  if (!canReadOtherwise(item)) return <span className="t3">{badge || '—'}</span>
  return (
    <Menu
      align={inRow ? 'start' : 'end'}
      trigger={
        <button
          type="button"
          className={inRow ? 'preview-encoding' : 'btn'}
          aria-label={t.changeEncoding(badge)}
          tabIndex={inRow ? -1 : 0}
        >
          {inRow ? badge || '?' : t.changeEncoding(badge)}
          {!inRow && <Icon name="down" size={12} />}
        </button>
      }
      groups={[
        {
          heading: t.encoding,
          items: ENCODINGS.map((each) => ({
            label: t.encodingNames[each],
            checked: encoding?.toLowerCase() === each,
            onSelect: () => choose({ encodings: new Map([...chosenEncodings(), [path, each]]) })
          }))
        }
      ]}
    />
  )
}
