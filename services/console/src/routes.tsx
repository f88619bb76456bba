import { words } from '@g5/sdk'
import { createRootRoute, createRoute, lazyRouteComponent, type SearchMiddleware } from '@tanstack/react-router'
import { oneOf, oneText, reading, someOf } from './search/address.ts'
import { readRange } from './search/range.ts'
import { Broken } from './shell/broken.tsx'
import { Frame } from './shell/frame.tsx'
import { Lost } from './shell/lost.tsx'

interface TenantSearch {
  tenant?: string | undefined
}

/** Whom one acts for stays, from page to page, until another is chosen. */
const keepTenant: SearchMiddleware<TenantSearch> = ({ search, next }) => {
  const after = next(search)
  return 'tenant' in after ? after : { ...after, tenant: search.tenant }
}

/**
 * Every page with its address: what stands behind the `?` is part of it, so that a link shows what its sender saw.
 * Each page is loaded when somebody goes there.
 */
const root = createRootRoute({
  component: Frame,
  notFoundComponent: Lost,
  errorComponent: Broken,
  validateSearch: (raw: Record<string, unknown>): TenantSearch => ({ tenant: oneText(raw['tenant']) }),
  search: { middlewares: [keepTenant] },
})

const under = <const Path extends string>(path: Path) => ({ getParentRoute: () => root, path })

const overview = createRoute({
  ...under('/'),
  validateSearch: reading((search) => ({
    show: oneOf(['first-steps'])(search['show']),
    ...readRange(search),
  })),
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx')),
})

const endpoints = createRoute({
  ...under('/endpoints'),
  validateSearch: reading((search) => ({
    q: oneText(search['q']),
    status: someOf(words['endpoints.list'].status)(search['status']),
    health: someOf(words['endpoints.list'].health)(search['health']),
    circuit: someOf(words['endpoints.list'].circuit)(search['circuit']),
  })),
  component: lazyRouteComponent(() => import('./endpoints/endpoints-page.tsx')),
})
const newEndpoint = createRoute({
  ...under('/endpoints/new'),
  component: lazyRouteComponent(() => import('./endpoints/new-endpoint-page.tsx')),
})
const endpointTabs = ['health', 'configuration', 'secret', 'test', 'verify'] as const
const endpoint = createRoute({
  ...under('/endpoints/$endpointId'),
  validateSearch: reading((search) => ({
    tab: oneOf(endpointTabs)(search['tab']),
    ...readRange(search),
  })),
  component: lazyRouteComponent(() => import('./endpoints/endpoint-page.tsx')),
})

const events = createRoute({
  ...under('/events'),
  validateSearch: reading((search) => ({
    q: oneText(search['q']),
    type: oneText(search['type']),
    unmatched: oneOf(words['events.list'].unmatched)(search['unmatched']),
    ...readRange(search),
  })),
  component: lazyRouteComponent(() => import('./events/events-page.tsx')),
})
const sendEvent = createRoute({
  ...under('/events/send'),
  validateSearch: reading((search) => ({ type: oneText(search['type']), from: oneText(search['from']) })),
  component: lazyRouteComponent(() => import('./events/send-event-page.tsx')),
})
const event = createRoute({
  ...under('/events/$eventId'),
  validateSearch: reading((search) => ({ endpointId: oneText(search['endpointId']) })),
  component: lazyRouteComponent(() => import('./events/event-page.tsx')),
})

const deliveries = createRoute({
  ...under('/deliveries'),
  validateSearch: reading((search) => ({
    status: someOf(words['deliveries.list'].status)(search['status']),
    errorCode: someOf(words['deliveries.list'].errorCode)(search['errorCode']),
    statusClass: someOf(words['deliveries.list'].statusClass)(search['statusClass']),
    endpointId: oneText(search['endpointId']),
    eventId: oneText(search['eventId']),
    type: oneText(search['type']),
    host: oneText(search['host']),
    ...readRange(search),
  })),
  component: lazyRouteComponent(() => import('./deliveries/deliveries-page.tsx')),
})
const delivery = createRoute({
  ...under('/deliveries/$deliveryId'),
  validateSearch: reading((search) => ({ attempt: oneText(search['attempt']) })),
  component: lazyRouteComponent(() => import('./deliveries/delivery-page.tsx')),
})
const live = createRoute({
  ...under('/live'),
  validateSearch: reading((search) => ({
    status: someOf(words['deliveries.stream'].status)(search['status']),
    endpointId: oneText(search['endpointId']),
    type: oneText(search['type']),
  })),
  component: lazyRouteComponent(() => import('./deliveries/live-page.tsx')),
})

const deadLetters = createRoute({
  ...under('/dead-letters'),
  validateSearch: reading((search) => ({
    endpointId: oneText(search['endpointId']),
    type: oneText(search['type']),
    reason: someOf(words['deadLetters.list'].reason)(search['reason']),
    /** What was started here, whose progress is shown. */
    bulk: oneText(search['bulk']),
    ...readRange(search),
  })),
  component: lazyRouteComponent(() => import('./dead-letters/dead-letters-page.tsx')),
})
const bulks = createRoute({
  ...under('/bulks'),
  component: lazyRouteComponent(() => import('./bulks/bulks-page.tsx')),
})
const bulk = createRoute({
  ...under('/bulks/$bulkId'),
  component: lazyRouteComponent(() => import('./bulks/bulk-page.tsx')),
})
const incident = createRoute({
  ...under('/incident'),
  component: lazyRouteComponent(() => import('./incident/incident-page.tsx')),
})

const eventTypes = createRoute({
  ...under('/settings/event-types'),
  validateSearch: reading((search) => ({
    archived: oneOf(words['eventTypes.list'].archived)(search['archived']),
  })),
  component: lazyRouteComponent(() => import('./settings/event-types/event-types-page.tsx')),
})
const newEventType = createRoute({
  ...under('/settings/event-types/new'),
  component: lazyRouteComponent(() => import('./settings/event-types/new-event-type-page.tsx')),
})
const eventType = createRoute({
  ...under('/settings/event-types/$name'),
  component: lazyRouteComponent(() => import('./settings/event-types/event-type-page.tsx')),
})
const users = createRoute({
  ...under('/settings/users'),
  validateSearch: reading((search) => ({ role: someOf(words['users.list'].role)(search['role']) })),
  component: lazyRouteComponent(() => import('./settings/users/users-page.tsx')),
})
const apiKeys = createRoute({
  ...under('/settings/api-keys'),
  component: lazyRouteComponent(() => import('./settings/api-keys/api-keys-page.tsx')),
})
const tenants = createRoute({
  ...under('/settings/tenants'),
  validateSearch: reading((search) => ({
    status: someOf(words['tenants.list'].status)(search['status']),
  })),
  component: lazyRouteComponent(() => import('./settings/tenants/tenants-page.tsx')),
})
const tenant = createRoute({
  ...under('/settings/tenants/$tenantId'),
  component: lazyRouteComponent(() => import('./settings/tenants/tenant-page.tsx')),
})
const portalSessions = createRoute({
  ...under('/settings/portal'),
  component: lazyRouteComponent(() => import('./settings/portal/portal-page.tsx')),
})
const audit = createRoute({
  ...under('/settings/audit'),
  validateSearch: reading((search) => ({
    actor: oneText(search['actor']),
    action: oneText(search['action']),
    target: oneText(search['target']),
    entry: oneText(search['entry']),
    ...readRange(search),
  })),
  component: lazyRouteComponent(() => import('./settings/audit/audit-page.tsx')),
})
const account = createRoute({
  ...under('/settings/account'),
  component: lazyRouteComponent(() => import('./settings/account/account-page.tsx')),
})

const acceptInvite = createRoute({
  ...under('/accept-invite'),
  component: lazyRouteComponent(() => import('./sign-in/accept-invite-page.tsx')),
})

export const routes = root.addChildren([
  ...[overview, endpoints, newEndpoint, endpoint, events, sendEvent, event, deliveries, delivery, live],
  ...[deadLetters, bulks, bulk, incident, eventTypes, newEventType, eventType, users, apiKeys, tenants, tenant],
  ...[portalSessions, audit, account, acceptInvite],
])
