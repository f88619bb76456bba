import { cloneElement, lazy, type ReactNode, Suspense, use, useState } from 'react'
import { classes } from './classes.ts'
import css from './menu.module.css'
import { MenuParts, type MenuProps } from './menu-parts.ts'

const MenuOpen = lazy(() => import('./menu-open.tsx'))

function useParts() {
  const parts = use(MenuParts)
  if (!parts) throw new Error('There is no menu around this.')
  return parts
}

export function Menu({ trigger, children }: MenuProps) {
  const [wanted, setWanted] = useState(false)
  const closed = cloneElement(trigger, { 'aria-haspopup': 'menu', onClick: () => setWanted(true) })
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <MenuOpen trigger={trigger}>{children}</MenuOpen>
    </Suspense>
  )
}

interface MenuItemProps {
  icon?: ReactNode
  danger?: boolean
  disabled?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon, danger = false, disabled = false, onSelect, children }: MenuItemProps) {
  const { Item } = useParts()
  return (
    <Item className={classes(css.item, danger && css.danger)} disabled={disabled} onClick={onSelect}>
      {icon}
      {children}
    </Item>
  )
}

interface MenuCheckProps {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}

export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  const { CheckboxItem } = useParts()
  return (
    <CheckboxItem className={css.item} checked={checked} onCheckedChange={onChange}>
      <span className={css.tick} aria-hidden="true">
        {checked ? '✓' : ''}
      </span>
      {children}
    </CheckboxItem>
  )
}
