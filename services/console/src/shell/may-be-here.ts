import { useLocation } from '@tanstack/react-router'
import { useMe, useSession } from '../session/use-session.ts'
import { placesFor } from './places.ts'

/** Whether the page of the address is one of this one's places: what is not offered can't be typed in either. */
export function useMayBeHere(): boolean {
  const me = useMe()
  const { door } = useSession()
  const { pathname } = useLocation()
  if (pathname === '/') return true // Its page knows where else to go.
  return placesFor(me, door).some(({ to }) => to !== '/' && (pathname === to || pathname.startsWith(`${to}/`)))
}
