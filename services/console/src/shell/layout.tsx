import { Outlet, useLocation } from '@tanstack/react-router'
import { Menu as MenuIcon, Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { isOperator, useMe, useSession } from '../session/use-session.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { useEver } from '../ui/use-ever.ts'
import css from './layout.module.css'
import { Lost } from './lost.tsx'
import { useMayBeHere } from './may-be-here.ts'
import { Navigation } from './navigation.tsx'
import { TenantPicker } from './tenant-picker.tsx'
import { UserMenu } from './user-menu.tsx'

// They come when they are opened.
const Drawer = lazy(() => import('./drawer.tsx'))
const Palette = lazy(() => import('./palette.tsx'))

export function Layout() {
  const { door } = useSession()
  const me = useMe()
  const { pathname } = useLocation()
  const [searching, setSearching] = useState(false)
  const [menuOpen, setMenuOpen] = useState(false)
  const [menuWanted, searchWanted] = [useEver(menuOpen), useEver(searching)]
  const main = useRef<HTMLElement>(null)
  const mayBeHere = useMayBeHere()

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setSearching(true)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])

  // A new page is read from its beginning, by whoever hears it too.
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    setMenuOpen(false)
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <div className={css.layout}>
      <a href="#main" className={css.skip}>
        Skip to content
      </a>
      <header className={css.bar}>
        <span className={css.menuButton}>
          <IconButton label="Menu" icon={<MenuIcon />} onClick={() => setMenuOpen(true)} />
        </span>
        <span className={css.brand}>{door === 'console' ? 'G5' : 'Webhooks'}</span>
        {isOperator(me) && <TenantPicker />}
        <span className={css.gap} />
        <Button icon={<Search />} aria-keyshortcuts="Control+K" onClick={() => setSearching(true)}>
          <span className={css.words}>Go to…</span>
          <kbd className={css.keys}>Ctrl K</kbd>
        </Button>
        {door === 'console' && <UserMenu />}
      </header>
      <nav className={css.side} aria-label="Main">
        <Navigation />
      </nav>
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        {mayBeHere ? <Outlet /> : <Lost />}
      </main>
      <Suspense>
        {menuWanted && (
          <Drawer open={menuOpen} onOpenChange={setMenuOpen} label="Menu">
            <Navigation />
          </Drawer>
        )}
        {searchWanted && <Palette open={searching} onOpenChange={setSearching} />}
      </Suspense>
    </div>
  )
}
