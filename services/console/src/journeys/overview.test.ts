import { behaviours, until } from '@g5/testing'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'
import { settled } from '../../test/page.ts'

const g5 = useConsole()
/** Statistics are counted each 15 seconds. */
const counted = { withinMs: 45_000 }

let failing: string
beforeAll(async () => {
  const { receiver } = g5.deployment
  receiver.behave('/broken', behaviours.status(503))
  const { id } = await g5.g5.endpoints.create({
    ...{ url: `${receiver.url}/broken`, uid: 'crm', eventTypes: ['order.placed'], retrySchedule: [0, 1] },
  })
  failing = id
  await g5.g5.endpoints.create({ url: `${receiver.url}/hook`, uid: 'billing', eventTypes: ['invoice.paid'] })
  for (let i = 0; i < 8; i++) await g5.g5.events.post({ type: i % 2 ? 'order.placed' : 'invoice.paid', payload: { i } })
  await until(async () => (await g5.g5.statistics.overview({ bucket: '1m' })).totals.failed >= 8 || undefined, {
    ...counted,
    what: 'failed attempts in the statistics',
  })
})

const overview = (page: Page) => ({
  verdict: page.getByRole('region', { name: 'Is anything wrong?' }),
  figure: (name: string) => page.getByRole('main').getByRole('link', { name }),
  top: (title: string) => page.getByRole('heading', { name: title, exact: true }).locator('xpath=..').getByRole('link'),
})

test('whoever is on call reads what is wrong, and who fails of which error', async () => {
  const { page } = await g5.signedIn('on-call', '/?range=1h')
  const { verdict, top } = overview(page)
  await verdict
    .getByText(/is failing: its circuit is open|of attempts fail/)
    .first()
    .waitFor()
  await top('By endpoint').filter({ hasText: /^crm$/ }).waitFor()
  expect(await top('By event type').allTextContents()).toEqual(['order.placed'])
  expect(await top('By error').allTextContents()).toEqual(['http server error'])
  await top('By endpoint').first().click()
  await page.waitForURL(g5.url(`/endpoints/${failing}?range=1h`))
})

test('each figure leads to the list behind it, of the same time where it is of a time', async () => {
  const { page } = await g5.signedIn('on-call', '/?range=1h')
  const failed = 'statusClass=3xx&statusClass=4xx&statusClass=5xx&statusClass=none'
  for (const [name, title, path] of [
    ['Backlog', 'Deliveries', '/deliveries?status=pending&status=queued'],
    ['Oldest due', 'Deliveries', '/deliveries?status=pending&status=queued'],
    ['Held', 'Deliveries', '/deliveries?status=held'],
    ['Dead letters', 'Dead letters', '/dead-letters'],
    ['Open circuits', 'Endpoints', '/endpoints?circuit=open&circuit=half_open'],
    ['Accepted', 'Events', '/events?range=1h'],
    ['Delivered', 'Deliveries', '/deliveries?status=delivered&range=1h'],
    ['Success rate', 'Deliveries', `/deliveries?${failed}&range=1h`],
    ['Duration of attempts', 'Deliveries', '/deliveries?range=1h'],
  ] as const) {
    await overview(page).figure(name).first().click()
    await page.waitForURL(g5.url(path))
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.goBack()
  }
})

test('what is drawn over a chart is the time that all numbers are of, and there is a way back', async () => {
  const { page } = await g5.signedIn('viewer', '/?range=15m')
  const over = page.locator('.u-over').first()
  await over.scrollIntoViewIfNeeded()
  const box = await until(async () => (await over.boundingBox()) ?? undefined, { withinMs: 15_000, what: 'a chart' })
  await page.mouse.move(box.x + box.width * 0.2, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 5 })
  await page.mouse.up()
  await page.waitForURL(/\?from=[^&]+&to=[^&]+$/)
  await settled(page)
  const told = new URL(page.url()).searchParams
  expect(await overview(page).figure('Accepted').getAttribute('href')).toContain(
    `from=${encodeURIComponent(told.get('from') ?? '')}`,
  )
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await page.waitForURL((url) => url.searchParams.get('from') !== told.get('from'))
  await page.getByRole('button', { name: 'Back to: Last 24 hours' }).click()
  await page.waitForURL((url) => !url.searchParams.has('from'))
})

test('an operator sees whose tenants fail, and goes there', async () => {
  const { page } = await g5.signedIn('operator', '/?range=1h')
  await page.getByRole('heading', { name: 'Tenants' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'demo', exact: true }).first().click()
  await page.waitForURL(/\?.*tenant=demo/)
  await page.getByRole('heading', { name: 'Tenants' }).waitFor({ state: 'detached' })
})

test('a tenant that has nothing is shown three steps, and each is ticked off when it is done', async () => {
  const { receiver } = g5.deployment
  await g5.operator.tenants.create({ slug: 'fresh', name: 'Fresh' })
  const { page } = await g5.signedIn('operator', '/?tenant=fresh')
  await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor()
  await page.getByText('curl -X POST').waitFor()
  const done = (title: string) => page.getByRole('heading', { name: `${title} (done)` })

  const { id } = await g5.operator.endpoints.create({ url: `${receiver.url}/first` }, { tenant: 'fresh' })
  await done('Add an endpoint').waitFor()
  await g5.operator.events.post({ type: 'order.placed', payload: {} }, { tenant: 'fresh' })
  await done('Send an event').waitFor()
  await done('See it arrive, and verify it').waitFor()
  await page.getByRole('link', { name: 'How to verify it' }).click()
  await page.waitForURL(
    ({ pathname, searchParams }) => pathname.endsWith(`/endpoints/${id}`) && searchParams.get('tab') === 'verify',
  )
})
