import type { LinkProps } from '@tanstack/react-router'
import {
  Activity,
  Building2,
  CircleUser,
  Gauge,
  Inbox,
  KeyRound,
  ListChecks,
  type LucideIcon,
  PanelsTopLeft,
  Radio,
  ScrollText,
  Send,
  Siren,
  Skull,
  Tags,
  Users,
} from 'lucide-react'
import type { Door, Me, Scope } from '../session/session.ts'
import { isOperator } from '../session/use-session.ts'

export interface Place {
  to: NonNullable<LinkProps['to']>
  label: string
  icon: LucideIcon
  /** Found by these words too. */
  also?: string
  needs: Scope
  /** In the settings' part. */
  settings?: boolean
  /** False: not for customers, whatever their session may do. */
  inPortal?: boolean
  /** Not for a session that sees some endpoints only. */
  whole?: boolean
  operator?: boolean
}

/** Where one can go, in the order in which it is needed; the menu and the command palette are made of it. */
const places: readonly Place[] = [
  { to: '/', label: 'Overview', icon: Gauge, also: 'home statistics health', needs: 'read', inPortal: false },
  { to: '/endpoints', label: 'Endpoints', icon: Send, also: 'webhooks urls receivers', needs: 'read' },
  { to: '/events', label: 'Events', icon: Inbox, also: 'messages', needs: 'read' },
  { to: '/deliveries', label: 'Deliveries', icon: Activity, also: 'attempts retries', needs: 'read' },
  { to: '/live', label: 'Live', icon: Radio, also: 'tail stream', needs: 'read', whole: true },
  { to: '/dead-letters', label: 'Dead letters', icon: Skull, also: 'dlq replay failed', needs: 'read' },
  { to: '/bulks', label: 'Bulk work', icon: ListChecks, also: 'replays progress jobs', needs: 'read', inPortal: false },
  {
    to: '/incident',
    label: 'Incident',
    icon: Siren,
    also: 'holds queues circuits pause',
    // Circuits are for whoever is on call; the other levers are for operators.
    needs: 'deliveries:write',
    inPortal: false,
  },
  {
    to: '/settings/event-types',
    label: 'Event types',
    icon: Tags,
    also: 'schema',
    needs: 'read',
    settings: true,
    inPortal: false,
  },
  {
    to: '/settings/users',
    label: 'Users',
    icon: Users,
    also: 'roles invite',
    needs: 'users:write',
    settings: true,
    inPortal: false,
  },
  {
    to: '/settings/api-keys',
    label: 'API keys',
    icon: KeyRound,
    also: 'tokens',
    needs: 'keys:write',
    settings: true,
    inPortal: false,
  },
  {
    to: '/settings/tenants',
    label: 'Tenants',
    icon: Building2,
    also: 'limits customers',
    needs: 'tenants:write',
    settings: true,
    inPortal: false,
    operator: true,
  },
  {
    to: '/settings/portal',
    label: 'Portal',
    icon: PanelsTopLeft,
    also: 'embed iframe customers',
    needs: 'portal:create',
    settings: true,
    inPortal: false,
    operator: true,
  },
  {
    to: '/settings/audit',
    label: 'Audit log',
    icon: ScrollText,
    also: 'history who did what',
    needs: 'audit:read',
    settings: true,
    inPortal: false,
  },
  {
    to: '/settings/account',
    label: 'Your account',
    icon: CircleUser,
    also: 'password',
    needs: 'read',
    settings: true,
    inPortal: false,
  },
]

/** Only what this one may do there: the rest leaves no trace. */
export function placesFor(me: Me, door: Door): readonly Place[] {
  return places.filter(
    ({ needs, inPortal = true, whole = false, operator = false }) =>
      me.scopes.includes(needs) &&
      (door === 'console' || inPortal) &&
      (!whole || me.endpointIds === null) &&
      (!operator || isOperator(me)),
  )
}
