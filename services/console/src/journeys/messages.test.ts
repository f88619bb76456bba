import { behaviours, until } from '@g5/testing'
import { describe, expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'

const g5 = useConsole()
let endpoints = 0

/** An endpoint of the receiver that wants one type of its own. */
async function endpointAt(path: string, more: object = {}) {
  const type = `messages.case${++endpoints}`
  const { receiver } = g5.deployment
  const endpoint = await g5.g5.endpoints.create({
    ...{ url: `${receiver.url}${path}`, uid: `case-${endpoints}`, eventTypes: [type], retrySchedule: [0] },
    ...more,
  })
  return { type, endpoint }
}

const deliveryOf = (eventId: string, endpointId: string, status: 'dead' | 'delivered') =>
  until(async () => (await g5.g5.deliveries.list({ eventId, endpointId, status })).data[0], {
    withinMs: 30_000,
    what: `a delivery that is ${status}`,
  })

describe('who is on call', () => {
  test('finds why an endpoint fails, from the list of deliveries to what the receiver answered, and replays it', async () => {
    const { receiver } = g5.deployment
    receiver.behave('/broken', behaviours.status(503, {}, '{"error":"database is down"}'))
    const { type, endpoint } = await endpointAt('/broken')
    const other = await endpointAt('/works')
    const { id } = await g5.g5.events.post({ type, payload: { n: 1 } })
    await g5.g5.events.post({ type: other.type, payload: { n: 1 } })
    await deliveryOf(id, endpoint.id, 'dead')

    const { page } = await g5.signedIn('on-call', '/deliveries')
    await page.getByRole('button', { name: 'Last error' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'http server error' }).click()
    await page.keyboard.press('Escape')
    await page.waitForURL(/errorCode=http_server_error/)
    await page.getByRole('button', { name: 'Remove the filter Last error http server error' }).waitFor()
    await page.getByRole('link', { name: other.type }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: type }).click()

    await page.getByText('Failed once and is not tried again by itself.').waitFor()
    await page.getByText('The receiver failed while it handled the request (5xx).').waitFor()
    expect(await page.getByRole('region', { name: 'answer' }).textContent()).toBe('{"error":"database is down"}')

    receiver.behave('/broken', behaviours.status(200))
    await page.getByRole('button', { name: 'Replay' }).click()
    await page.getByText('Delivered after 2 attempts.').waitFor()
    await page.getByRole('link', { name: 'Attempt 1' }).click()
    await page.waitForURL(/attempt=1/)
    await page.getByRole('heading', { name: 'Attempt 1' }).waitFor()
  })

  test('sends those again that they choose, and is told first how many that are', async () => {
    const { receiver } = g5.deployment
    receiver.behave('/later', behaviours.status(500))
    const { type, endpoint } = await endpointAt('/later')
    const events = await Promise.all([1, 2].map((n) => g5.g5.events.post({ type, payload: { n } })))
    const dead = await Promise.all(events.map(({ id }) => deliveryOf(id, endpoint.id, 'dead')))
    receiver.behave('/later', behaviours.status(200))

    const { page } = await g5.signedIn('on-call', `/deliveries?endpointId=${endpoint.id}`)
    for (const { id } of dead) await page.getByRole('checkbox', { name: `Choose ${id}` }).check()
    await page.getByRole('button', { name: 'Send again…' }).click()
    await page.getByText('2 of 2 chosen would be sent again.').waitFor()
    await page.getByRole('button', { name: 'Send 2 again' }).click()
    await page.getByText('Done: 2 sent again.').waitFor()
    await page.getByRole('button', { name: 'Close' }).last().click()
    await Promise.all(events.map(({ id }) => deliveryOf(id, endpoint.id, 'delivered')))
  })
})

test('why an endpoint got nothing is told clause by clause, with the place in the event', async () => {
  const { type, endpoint } = await endpointAt('/picky', { filter: { payload: { amount: { $gte: 10 } } } })
  const { id } = await g5.g5.events.post({ type, payload: { amount: 5 } })
  const { page } = await g5.signedIn('developer', `/events/${id}`)
  await page.getByText('Wanted by no endpoint').first().waitFor()
  await page.getByLabel('Endpoint that got nothing').selectOption(endpoint.id)
  await page.getByText('The endpoint does not want this event.').waitFor()
  const [first] = await page.getByRole('listitem').filter({ hasText: 'Does not match' }).all()
  expect(await first?.textContent()).toMatch(/Filter\/payload\/amount.*is 5, wanted \$gte 10/)
  expect(page.url()).toContain(`endpointId=${endpoint.id}`)
})

test('the live tail shows an attempt as it is made, and while it is paused counts what comes', async () => {
  const { type } = await endpointAt('/live')
  const { page } = await g5.signedIn('viewer', `/live?type=${type}`)
  await page.getByText('Connected', { exact: true }).waitFor()
  const rows = page.getByRole('link').filter({ has: page.locator('time') })
  await g5.g5.events.post({ type, payload: { n: 1 } })
  await rows.first().waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await Promise.all([2, 3].map((n) => g5.g5.events.post({ type, payload: { n } })))
  await page.getByText('Paused. 2 came meanwhile.').waitFor()
  expect(await rows.count()).toBe(1)
  await page.getByRole('button', { name: 'Go on' }).click()
  await until(async () => (await rows.count()) === 3, { withinMs: 10_000, what: 'what came meanwhile' })
})

test('an event is sent byte for byte as it was written, and followed until it is delivered', async () => {
  const { type } = await endpointAt('/sent')
  const payload = '{"id": 12345678901234567890, "price": 1.10}'
  const { page } = await g5.signedIn('developer', '/events')
  await page.getByRole('link', { name: 'Send event' }).click()
  await page.getByRole('heading', { name: 'Send event' }).waitFor()
  await page.getByLabel('Type').fill(type)
  await page.getByRole('textbox', { name: 'Payload' }).fill(payload)
  await page.getByRole('button', { name: 'Show as curl' }).click()
  expect(await page.getByRole('region', { name: 'curl command' }).textContent()).toContain(payload)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('1 of 1 delivered.').waitFor()
  const got = g5.deployment.receiver.requests.filter(({ path }) => path === '/sent')
  expect(got.map(({ body }) => body.toString())).toEqual([payload])
  await page.getByRole('link', { name: 'Open the event' }).click()
  await page.getByRole('tab', { name: 'Raw' }).click()
  expect(await page.getByRole('region', { name: 'raw payload' }).textContent()).toBe(payload)
})

test('what can’t be sent is told beside its field, before and after the API has looked at it', async () => {
  const { page } = await g5.signedIn('developer', '/events/send')
  await page.getByLabel('Type').fill('no spaces here')
  await page.getByRole('textbox', { name: 'Payload' }).fill('{')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText(/^The payload: is not JSON/).waitFor()
  await page.getByRole('textbox', { name: 'Payload' }).fill('{}')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('must be words of A-Z a-z 0-9 _ - joined by dots').waitFor()
})

test('a viewer sees what became of an event, and neither its payload nor a button that changes anything', async () => {
  const { type, endpoint } = await endpointAt('/viewed')
  const { id } = await g5.g5.events.post({ type, payload: { secret: 'hush' } })
  const { id: deliveryId } = await deliveryOf(id, endpoint.id, 'delivered')
  const { page } = await g5.signedIn('viewer', `/events/${id}`)
  await page.getByText('Your role does not show payloads.').waitFor()
  await page.goto(g5.url(`/deliveries/${deliveryId}`))
  await page.getByText('Delivered at the first attempt.').waitFor()
  await page.getByText('Your role does not show what receivers answer.').waitFor()
  for (const name of [/Send again/, /Cancel/, /Erase/]) expect(await page.getByRole('button', { name }).count()).toBe(0)
})

test('an erased payload is gone from the page, and can’t be sent again', async () => {
  const { type } = await endpointAt('/erased')
  const { id } = await g5.g5.events.post({ type, payload: { n: 1 } })
  const { page } = await g5.signedIn('admin', `/events/${id}`)
  await page.getByRole('button', { name: 'Erase payload…' }).click()
  await page.getByText('Nobody can bring them back').waitFor()
  await page.getByRole('button', { name: 'Erase it for good' }).click()
  await page.getByText('The payload was erased').waitFor()
  expect(await page.getByRole('link', { name: 'Send a new one like it' }).count()).toBe(0)
})

test('an operator sees whose each delivery is, and replays one without choosing its tenant first', async () => {
  const { receiver } = g5.deployment
  receiver.behave('/operated', behaviours.status(500))
  const { type, endpoint } = await endpointAt('/operated')
  const { id } = await g5.g5.events.post({ type, payload: {} })
  const dead = await deliveryOf(id, endpoint.id, 'dead')
  receiver.behave('/operated', behaviours.status(200))
  const { page } = await g5.signedIn('operator', `/deliveries?endpointId=${endpoint.id}`)
  await page.getByRole('columnheader', { name: 'Tenant' }).waitFor()
  await page.getByRole('link', { name: type }).click()
  await page.waitForURL(g5.url(`/deliveries/${dead.id}`))
  await page.getByRole('button', { name: 'Replay' }).click()
  await page.getByText('Delivered after 2 attempts.').waitFor()
  await page.goto(g5.url('/events/send'))
  const send = page.getByRole('button', { name: 'Send', exact: true })
  expect(await send.getAttribute('aria-disabled')).toBe('true')
  await page.getByText('Choose a tenant above first').first().waitFor({ state: 'attached' })
})

test('a customer who sees one endpoint follows its deliveries, and is asked for nothing that is not theirs', async () => {
  const { type, endpoint } = await endpointAt('/theirs')
  const other = await endpointAt('/not-theirs')
  const { id } = await g5.g5.events.post({ type, payload: { n: 1 } })
  const strange = await g5.g5.events.post({ type: other.type, payload: {} })
  const { id: deliveryId } = await deliveryOf(id, endpoint.id, 'delivered')
  const { page } = await g5.open()
  const refused: string[] = []
  page.on('response', (answer) => {
    if (answer.status() === 403) refused.push(answer.url())
  })
  await page.goto(
    await g5.portalLink({ capabilities: ['view', 'send'], endpointIds: [endpoint.id], expiresInSeconds: 600 }),
  )
  await page.getByRole('link', { name: 'Events', exact: true }).click()
  await page.getByRole('link', { name: type }).click()
  await page.getByRole('heading', { name: type }).waitFor()
  await page.getByRole('tab', { name: 'Raw' }).click()
  expect(await page.getByRole('region', { name: 'raw payload' }).textContent()).toBe('{"n":1}')
  expect(await page.getByRole('heading', { name: 'Why not' }).count()).toBe(0)
  await page.getByRole('table').getByRole('link').click()
  await page.waitForURL(new RegExp(`/console/portal/deliveries/${deliveryId}`))
  await page.getByText('Delivered at the first attempt.').waitFor()
  await page.getByRole('link', { name: 'Deliveries', exact: true }).click()
  await page.getByRole('link', { name: type }).waitFor()
  expect(await page.getByRole('link', { name: other.type }).count()).toBe(0)
  expect(await page.getByText(/tenant/i).count()).toBe(0)
  expect([refused, strange.deliveries]).toEqual([[], 1])
})

test('the live tail says when it is not connected, and goes on by itself', async () => {
  const { type } = await endpointAt('/reconnected')
  const { page } = await g5.signedIn('viewer', `/live?type=${type}`)
  await page.getByText('Connected', { exact: true }).waitFor()
  await g5.deployment.api.stop()
  await page.getByText('Not connected, trying again').waitFor()
  await g5.deployment.startApi()
  await page.getByText('Connected', { exact: true }).waitFor()
  await g5.g5.events.post({ type, payload: {} })
  await page
    .getByRole('link')
    .filter({ has: page.locator('time') })
    .waitFor()
})
