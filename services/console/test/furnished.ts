import { behaviours, until } from '@g5/testing'
import type { TestConsole } from './console.ts'

/** Addresses of every page, with something on each. */
export interface Furnished {
  pages: Record<string, string>
  endpoints: { healthy: string; failing: string; disabled: string }
  deadDelivery: string
}

/** A tenant at work: what goes well, what fails, what waits, and somebody who looks into it. */
export async function furnish({ deployment, g5, operator }: TestConsole): Promise<Furnished> {
  const { receiver } = deployment
  receiver.behave('/broken', behaviours.status(503, {}, '{"error":"database is down"}'))
  const failing = await g5.endpoints.create({
    ...{ url: `${receiver.url}/broken`, uid: 'crm', description: 'The CRM of our partner', retrySchedule: [0] },
    eventTypes: ['order.*'],
  })
  const healthy = await g5.endpoints.create({
    ...{ url: `${receiver.url}/hook`, uid: 'billing', eventTypes: ['invoice.*', 'order.placed'] },
    filter: { payload: { amount: { $gte: 1 } } },
    rateLimit: { limit: 50, perSeconds: 1 },
  })
  const disabled = await g5.endpoints.create({ url: `${receiver.url}/old`, uid: 'legacy', enabled: false })
  await g5.eventTypes.create({
    name: 'order.placed',
    description: 'An order was placed and paid for',
    schema: { type: 'object', required: ['order'], properties: { order: { type: 'integer' } } },
    examples: [{ order: 42, amount: 12.5 }],
  })
  const events = await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      g5.events.post({
        type: i % 3 ? 'order.placed' : 'invoice.paid',
        payload: { order: i, amount: i * 1.5, customer: { name: `Customer ${i}`, tier: i % 2 ? 'gold' : 'silver' } },
        uid: `event-${i}`,
        metadata: { region: i % 2 ? 'eu' : 'us' },
      }),
    ),
  )
  await g5.events.post({ type: 'nobody.wants.this', payload: {} })
  const deadDelivery = await until(
    async () => (await g5.deadLetters.list({ endpointId: failing.id, limit: 1 })).data[0]?.id,
    { withinMs: 30_000, what: 'a dead letter' },
  )
  const bulk = await g5.deadLetters.replayAll({ select: { endpointId: failing.id }, ratePerSecond: 1 })
  await operator.holds.create({ host: 'hooks.example.com', reason: 'INC-2041: they lose what they answer with 200' })
  await g5.apiKeys.create({ name: 'billing service', scopes: ['events:write'] })
  const [event] = events
  if (!event || !('id' in bulk)) throw new Error('nothing to look at')
  const tenant = await operator.tenants.get('demo')
  return {
    endpoints: { healthy: healthy.id, failing: failing.id, disabled: disabled.id },
    deadDelivery,
    pages: {
      overview: '/',
      endpoints: '/endpoints',
      'endpoint-new': '/endpoints/new',
      'endpoint-health': `/endpoints/${failing.id}`,
      ...Object.fromEntries(
        ['configuration', 'secret', 'test', 'verify'].map((tab) => [
          `endpoint-${tab}`,
          `/endpoints/${healthy.id}?tab=${tab}`,
        ]),
      ),
      events: '/events',
      'event-send': '/events/send',
      event: `/events/${event.id}`,
      deliveries: '/deliveries',
      delivery: `/deliveries/${deadDelivery}`,
      live: '/live',
      'dead-letters': '/dead-letters',
      bulks: '/bulks',
      bulk: `/bulks/${bulk.id}`,
      incident: '/incident',
      'event-types': '/settings/event-types',
      'event-type': '/settings/event-types/order.placed',
      'event-type-new': '/settings/event-types/new',
      users: '/settings/users',
      'api-keys': '/settings/api-keys',
      tenants: '/settings/tenants',
      tenant: `/settings/tenants/${tenant.id}`,
      portal: '/settings/portal',
      audit: '/settings/audit',
      account: '/settings/account',
      lost: '/no/such/page',
    },
  }
}
