import type { RowOf } from '@g5/sdk'
import { Ban, CircleCheck, Ellipsis, KeyRound, LogOut, ShieldHalf, Trash } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import type { Asked } from './user-confirm.tsx'

interface UserActionsProps {
  user: RowOf<'users.list'>
  /** It is oneself: what would lock one out is not there. */
  own: boolean
  onAsk: (asked: Asked | 'role') => void
  onEnable: () => void
}

export function UserActions({ user: { email, role, disabled }, own, onAsk, onEnable }: UserActionsProps) {
  return (
    <Menu trigger={<IconButton label={`What to do with ${email}`} icon={<Ellipsis />} />}>
      {!own && role !== 'operator' && (
        <MenuItem icon={<ShieldHalf />} onSelect={() => onAsk('role')}>
          Change role…
        </MenuItem>
      )}
      {!own && !disabled && (
        <MenuItem icon={<KeyRound />} onSelect={() => onAsk('invite')}>
          New invite link…
        </MenuItem>
      )}
      <MenuItem icon={<LogOut />} onSelect={() => onAsk('sign-out')}>
        Sign out everywhere…
      </MenuItem>
      {!own && disabled && (
        <MenuItem icon={<CircleCheck />} onSelect={onEnable}>
          Enable
        </MenuItem>
      )}
      {!own && !disabled && (
        <MenuItem icon={<Ban />} danger onSelect={() => onAsk('disable')}>
          Disable…
        </MenuItem>
      )}
      {!own && (
        <MenuItem icon={<Trash />} danger onSelect={() => onAsk('delete')}>
          Delete…
        </MenuItem>
      )}
    </Menu>
  )
}
