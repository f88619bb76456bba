import { useNavigate } from '@tanstack/react-router'
import { CircleUser, LogOut, Moon, Sun, SunMoon } from 'lucide-react'
import { useMe, useSession } from '../session/use-session.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu, MenuCheck, MenuItem } from '../ui/menu.tsx'
import { useToasts } from '../ui/toasts.tsx'
import { chooseTheme, themes, useTheme } from './theme.ts'

const icons = { system: SunMoon, light: Sun, dark: Moon } as const

export function UserMenu() {
  const session = useSession()
  const me = useMe()
  const toasts = useToasts()
  const navigate = useNavigate()
  const chosen = useTheme()
  return (
    <Menu trigger={<IconButton label={`${me.name}, ${me.role ?? me.kind}`} icon={<CircleUser />} />}>
      <MenuItem icon={<CircleUser />} onSelect={() => void navigate({ to: '/settings/account' })}>
        {me.name} ({me.role ?? me.kind})
      </MenuItem>
      {themes.map(({ theme, label }) => {
        const Icon = icons[theme]
        return (
          <MenuCheck key={theme} checked={theme === chosen} onChange={() => chooseTheme(theme)}>
            <Icon />
            {label}
          </MenuCheck>
        )
      })}
      <MenuItem icon={<LogOut />} onSelect={() => void session.signOut().catch(toasts.failed)}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
