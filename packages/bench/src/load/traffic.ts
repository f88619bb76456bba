/** Who sends: a tenant's key, and a type of event for each of its endpoints, which takes that type alone. */
export interface Tenant {
  key: string
  types: string[]
}

export const tenantCount = 5
const endpointsPerTenant = 4
export const eventTypes = Array.from({ length: endpointsPerTenant }, (_, i) => `bench.order_${i}`)

/** All endpoints sign with it, so that the receiver can look at any signature. */
export const signingSecret = `whsec_${Buffer.from('a secret of the bench, 32 bytes.').toString('base64')}`

/** What an event says of itself, which comes back in the webhook. */
export interface Stamp {
  n: number
  /** When it was sent: microseconds of the machine's monotonic clock. */
  at: number
}

const rest = JSON.stringify({
  id: 'ord_01J9Z6T3QW8',
  status: 'paid',
  currency: 'EUR',
  amount: 129.9,
  customer: { id: 'cus_7Hq2', email: 'ada@example.com', name: 'Ada Lovelace', country: 'GB' },
  lines: [
    { sku: 'BK-1042', title: 'Notes on the Analytical Engine', quantity: 1, price: 89.9, tax: 0.07 },
    { sku: 'PN-0007', title: 'Fountain pen, fine nib, blue', quantity: 2, price: 20, tax: 0.19 },
  ],
  shipping: { carrier: 'post', service: 'tracked', address: '12 St James Square, London SW1Y 4JH' },
}).slice(1)

/** JSON of about 500 bytes. */
export const payloadOf = ({ n, at }: Stamp) => `{"n":${n},"at":${Math.round(at)},${rest}`

/** The number and the moment stand first, but a pipeline that parses may have moved them. */
export function stampOf(body: string): Stamp {
  const { n, at } = JSON.parse(body) as Stamp
  return { n, at }
}
