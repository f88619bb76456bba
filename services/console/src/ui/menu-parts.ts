import type { Menu as Base } from '@base-ui/react/menu'
import { createContext, type ReactElement, type ReactNode } from 'react'

export interface MenuProps {
  trigger: ReactElement<Record<string, unknown>>
  children: ReactNode
}

/** What an open menu is made of; it comes with the first press. */
export const MenuParts = createContext<Pick<typeof Base, 'Item' | 'CheckboxItem'> | undefined>(undefined)
