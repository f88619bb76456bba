import { behaviours, until } from '@g5/testing'
import { expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'

const g5 = useConsole()

test('disabled, it holds what comes; enabled, it sends that, when somebody says so', async () => {
  const { receiver } = g5.deployment
  await g5.deployment.endpoint('/holds', { uid: 'holds', eventTypes: ['holds.this'] })
  const { page } = await g5.signedIn('on-call', '/endpoints/holds')
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByText('No attempt begins after this').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await page.getByText('Disabled: disabled on request').waitFor()
  const event = await g5.deployment.post('holds.this')
  await page.getByRole('button', { name: 'Enable' }).click()
  await page.getByRole('button', { name: 'Enable, and send what is held' }).click()
  await page.getByText('Enabled. Being sent, of what was held: 1.').waitFor()
  await receiver.received(({ headers }) => headers['webhook-id'] === event)
  await page.getByRole('button', { name: 'Disable' }).waitFor()
})

test('the list is narrowed by what is typed, by health and by status, and its address says how', async () => {
  const mine = { uid: 'needle', description: 'In the haystack' }
  await Promise.all([
    g5.deployment.endpoint('/needle', mine),
    g5.deployment.endpoint('/straw', { description: 'Straw' }),
    g5.deployment.endpoint('/idle', { description: 'Idle', enabled: false }),
  ])
  const { page } = await g5.signedIn('viewer', '/endpoints')
  await page.getByText('Straw', { exact: true }).waitFor()
  await page.getByLabel('Find').last().fill('HAYSTACK')
  await page.keyboard.press('Enter')
  await page.getByText('Straw', { exact: true }).waitFor({ state: 'detached' })
  await page.getByText('In the haystack').waitFor()
  expect(page.url()).toBe(g5.url('/endpoints?q=HAYSTACK'))
  await page.goto(g5.url('/endpoints?status=disabled&health=unknown'))
  await page.getByText('Idle', { exact: true }).waitFor()
  expect(await page.getByText('In the haystack').count()).toBe(0)
  await page.goto(g5.url('/endpoints?circuit=open'))
  await page.getByText('No endpoint fits these filters').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByText('In the haystack').waitFor()
  expect(await page.getByRole('link', { name: 'Add endpoint' }).count()).toBe(0)
})

test('saving sends what was changed and nothing else, so what others changed meanwhile stays', async () => {
  const id = await g5.deployment.endpoint('/patched', { description: 'Before', headers: { 'x-own': 'kept' } })
  const { page } = await g5.signedIn('developer', `/endpoints/${id}?tab=configuration`)
  await page.getByLabel('Description').fill('After')
  await g5.g5.endpoints.update(id, { metadata: { team: 'billing' } })
  await page.getByText('It was changed elsewhere since you began').waitFor()
  await page.getByText('Retries, timeout, rate and order').click()
  await page.getByLabel('Retry schedule').fill('0, 5m, 2h')
  await page.getByText('Tries at once, after 5 min, after 2 h; gives up after 2 h 5 min (3 attempts).').waitFor()
  const patch = page.waitForRequest((request) => request.method() === 'PATCH')
  await page.getByRole('button', { name: 'Save changes' }).click()
  expect((await patch).postDataJSON()).toEqual({ description: 'After', retrySchedule: [0, 300, 7200] })
  await page.getByText('Saved. It holds for every event and attempt from now on.').waitFor()
  expect(await g5.g5.endpoints.get(id)).toMatchObject({
    ...{ description: 'After', metadata: { team: 'billing' }, headers: ['x-own'] },
  })
})

test('what is missing is counted before it is sent', async () => {
  const { receiver } = g5.deployment
  const events = [await g5.deployment.post('missed.this'), await g5.deployment.post('missed.this')]
  const id = await g5.deployment.endpoint('/late', { eventTypes: ['missed.this'] })
  const { page } = await g5.signedIn('on-call', `/endpoints/${id}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Replay what is missing' }).click()
  await page.getByRole('button', { name: 'Count them first' }).click()
  await page.getByText('It would send 2 events. Nothing was sent yet.').waitFor()
  expect(receiver.requests.filter(({ path }) => path === '/late')).toEqual([])
  await page.getByRole('button', { name: 'Send 2 events' }).click()
  await page.getByText('Being sent: 2 events.').waitFor()
  for (const event of events) await receiver.received(({ headers }) => headers['webhook-id'] === event)
})

test('one that fails says why, what to do, and what became of it once it is cured', async () => {
  const { receiver } = g5.deployment
  receiver.behave('/sick', behaviours.status(503, {}, 'no disk'))
  const id = await g5.deployment.endpoint('/sick', { eventTypes: ['sick.of'], retrySchedule: [0] })
  await g5.deployment.post('sick.of')
  await until(async () => (await g5.g5.deadLetters.list({ endpointId: id })).data[0], { what: 'a dead letter' })
  const { page } = await g5.signedIn('on-call', `/endpoints/${id}`)
  await page.getByText('Failing since').first().waitFor()
  await page.getByText('http server error: answered 503').waitFor()
  receiver.behave('/sick', behaviours.ok())
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Recover dead letters' }).click()
  await page.getByRole('button', { name: 'Count them first' }).click()
  await page.getByRole('button', { name: 'Send 1 dead letter' }).click()
  await page.getByRole('link', { name: 'See how far it has come' }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await page.getByText('Healthy').first().waitFor()
})

test('deleting says what is lost, and leads back to the list', async () => {
  const id = await g5.deployment.endpoint('/gone')
  const { page } = await g5.signedIn('developer', `/endpoints/${id}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('This can not be undone').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Endpoints', exact: true }).waitFor()
  await page.goto(g5.url(`/endpoints/${id}`))
  await page.getByText('There is no such thing here').waitFor()
})

test('a customer in the portal is offered what their session may do, and told of nothing else', async () => {
  const id = await g5.deployment.endpoint('/theirs')
  const { page } = await g5.open()
  await page.goto(await g5.portalLink({ capabilities: ['view', 'endpoints'], endpointIds: [id] }))
  await page.getByText(`${g5.deployment.receiver.url}/theirs`).click()
  await page.getByRole('tab', { name: 'Configuration' }).click()
  await page.getByText('Recent events that it would get').waitFor()
  expect(await page.getByRole('tab').allTextContents()).toEqual([
    ...['Health', 'Configuration', 'Secret', 'Test', 'Verify'],
  ])
  expect(await page.getByRole('button', { name: 'Disable' }).count()).toBe(0)
  await page.getByRole('tab', { name: 'Secret' }).click()
  await page.getByRole('button', { name: 'Rotate…' }).waitFor()
  expect(await page.getByRole('button', { name: 'Reveal' }).count()).toBe(0)
  expect((await page.textContent('body')) ?? '').not.toMatch(/tenant|operator/i)
})
