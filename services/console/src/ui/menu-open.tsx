import { Menu as Base } from '@base-ui/react/menu'
import css from './menu.module.css'
import { MenuParts, type MenuProps } from './menu-parts.ts'

const parts = { Item: Base.Item, CheckboxItem: Base.CheckboxItem }

/** A menu that was asked for: open from the beginning. */
export default function MenuOpen({ trigger, children }: MenuProps) {
  return (
    <MenuParts value={parts}>
      <Base.Root defaultOpen>
        <Base.Trigger render={trigger} />
        <Base.Portal>
          <Base.Positioner sideOffset={4} align="end" className={css.place}>
            <Base.Popup className={css.menu}>{children}</Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </MenuParts>
  )
}
