import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Fragment } from 'react'
import type { ReactElement } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export interface MenuAction {
  label: string
  icon?: IconName
  /** A spot of colour in place of the icon: a class that sets `--tag`. */
  swatch?: string
  shortcut?: string
  danger?: boolean
  disabled?: boolean
  /** For a choice among several: whether it is the chosen one. */
  checked?: boolean
  onSelect(): void
}
export interface MenuGroup {
  heading?: string
  items: MenuAction[]
}

function MenuItems({ groups }: { groups: MenuGroup[] }) {
  return groups
    .filter((group) => group.items.length > 0)
    .map((group, index) => (
      <Fragment key={index}>
        {index > 0 && <BaseMenu.Separator render={<hr />} />}
        <BaseMenu.Group>
          {group.heading && <BaseMenu.GroupLabel className="menu-h">{group.heading}</BaseMenu.GroupLabel>}
          {group.items.map((item) => (
            <BaseMenu.Item
              key={item.label}
              className={`mi${item.danger ? ' dgr' : ''}${item.disabled ? ' off' : ''}`}
              disabled={item.disabled ?? false}
              aria-checked={item.checked}
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              onClick={item.onSelect}
            >
              {item.icon && <Icon name={item.icon} />}
              {item.swatch !== undefined && <i className={`swatch ${item.swatch}`} />}
              {item.label}
              <span className="k">{item.checked ? <Icon name="check" size={14} /> : item.shortcut}</span>
            </BaseMenu.Item>
          ))}
        </BaseMenu.Group>
      </Fragment>
    ))
}

export interface MenuProps {
  /** The button that opens the menu; an IconButton or Button. */
  trigger: ReactElement<Record<string, unknown>>
  groups: MenuGroup[]
  align?: 'start' | 'end'
}

/** A menu under its button. */
export function Menu({ trigger, groups, align = 'start' }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={4} align={align} className="menu-layer">
          <BaseMenu.Popup className="menu">
            <MenuItems groups={groups} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

/** The same menu at the pointer, for a right click or the menu key on `children`. */
export function ContextMenu({
  groups,
  children
}: {
  groups: MenuGroup[]
  children: ReactElement<Record<string, unknown>>
}) {
  return (
    <BaseContextMenu.Root>
      <BaseContextMenu.Trigger render={children} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className="menu-layer">
          <BaseContextMenu.Popup className="menu">
            <MenuItems groups={groups} />
          </BaseContextMenu.Popup>
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  )
}
