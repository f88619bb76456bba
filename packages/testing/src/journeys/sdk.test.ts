import { createClient, type G5, G5Problem, verbatim } from '@g5/sdk'
import { verifyWebhook } from '@g5/sdk/webhooks'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { behaviours, type Received, until } from '../index.ts'
import { type Deployment, startDeployment } from './deployment.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let deployment: Deployment
let g5: G5
beforeAll(async () => {
  deployment = await startDeployment()
  g5 = createClient({ baseUrl: deployment.url, credential: deployment.key })
})
afterAll(() => deployment?.stop())

const at = (path: string) => deployment.receiver.url + path

async function received(path: string): Promise<Received> {
  const requests = await deployment.receiver.received((one) => one.path === path)
  const found = requests.find((one) => one.path === path)
  if (!found) throw new Error(`Nothing came to ${path}`)
  return found
}

test("the README's first event, by the client: posted, delivered, verified by the receiver", async () => {
  const endpoint = await g5.endpoints.create({ url: at('/hook'), eventTypes: ['invoice.*'] })
  const { secret } = await g5.endpoints.getSecret(endpoint.id)
  const text = '{"invoice": "in_42", "amount": 1.10}'
  const posted = await g5.events.post({ type: 'invoice.paid', payload: verbatim(text) }, { idempotencyKey: 'first' })
  const again = await g5.events
    .post({ type: 'invoice.paid', payload: verbatim(text) }, { idempotencyKey: 'first' })
    .withResponse()
  expect(again).toMatchObject({ data: posted, replayed: true })

  const { body, headers } = await received('/hook')
  expect(body.toString()).toBe(text)
  const verified = await verifyWebhook<{ amount: number }>(body, headers, secret)
  expect(verified).toMatchObject({ id: posted.id, payload: { invoice: 'in_42', amount: 1.1 } })
  await expect(verifyWebhook(`${body} `, headers, secret)).rejects.toMatchObject({ code: 'no_match' })
})

test('both kinds of signature verify, and both secrets during a rotation', async () => {
  const endpoint = await g5.endpoints.create({ url: at('/rotating'), eventTypes: ['rotate.*'], signing: 'v1a' })
  const { secret: before } = await g5.endpoints.getSecret(endpoint.id)
  const { secret: after } = await g5.endpoints.rotateSecret(endpoint.id, { overlapHours: 1 })
  expect(before).toMatch(/^whpk_/)
  await g5.events.post({ type: 'rotate.now', payload: {} })
  const { body, headers } = await received('/rotating')
  for (const secret of [before, after]) await verifyWebhook(body, headers, secret)
})

test('what fails is a dead letter that the client lists and sends again, and a second replay is refused', async () => {
  deployment.receiver.behave('/failing', behaviours.fails())
  const endpoint = await g5.endpoints.create({
    ...{ url: at('/failing'), eventTypes: ['order.*'], uid: 'mine', retrySchedule: [0, 1] },
  })
  const { id } = await g5.events.post({ type: 'order.placed', payload: { order: 42 } })
  const dead = await until(
    async () => {
      for await (const letter of g5.deadLetters.list({ endpointId: 'mine' })) if (letter.eventId === id) return letter
      return undefined
    },
    { withinMs: 30_000, what: 'the dead letter' },
  )
  expect(dead).toMatchObject({ endpointId: endpoint.id, status: 'dead', reason: 'retries_exhausted', attempts: 2 })

  deployment.receiver.behave('/failing', behaviours.ok())
  await g5.deadLetters.replay(dead.id)
  const delivered = await until(
    async () => {
      const found = await g5.deliveries.get(dead.id)
      return found.status === 'delivered' ? found : undefined
    },
    { withinMs: 30_000, what: 'the delivery' },
  )
  expect(delivered.log.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'delivered'])
  const refused = await g5.deadLetters.replay(dead.id).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(G5Problem)
  expect(refused).toMatchObject({ code: 'not_dead', status: 409 })
})
