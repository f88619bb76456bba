import { describe, expect, test } from 'vitest'
import { type Role, useConsole } from '../../test/console.ts'
import { settled } from '../../test/page.ts'

const g5 = useConsole()

const everybody = ['Overview', 'Endpoints', 'Events', 'Deliveries', 'Live', 'Dead letters', 'Bulk work']
const places: Record<Role, string[]> = {
  viewer: [...everybody, 'Event types', 'Your account'],
  'on-call': [...everybody, 'Incident', 'Event types', 'Your account'],
  developer: [...everybody, 'Incident', 'Event types', 'Your account'],
  admin: [...everybody, 'Incident', 'Event types', 'Users', 'API keys', 'Audit log', 'Your account'],
  operator: [
    ...[...everybody, 'Incident', 'Event types', 'Users', 'API keys', 'Tenants', 'Portal', 'Audit log'],
    'Your account',
  ],
}
const roles = Object.keys(places) as Role[]

/** Addresses of what not everybody may see, and what the API is asked for there. */
const guarded = {
  '/incident': { label: 'Incident', asks: /\/v1\/(holds|webhooks\/queues)/ },
  '/settings/users': { label: 'Users', asks: /\/v1\/users/ },
  '/settings/api-keys': { label: 'API keys', asks: /\/v1\/api-keys/ },
  '/settings/tenants': { label: 'Tenants', asks: /\/v1\/tenants/ },
  '/settings/portal': { label: 'Portal', asks: /portal-sessions/ },
  '/settings/audit': { label: 'Audit log', asks: /\/v1\/audit-logs/ },
}

describe.each(roles)('%s', (role) => {
  test('is offered the places of that role, and no trace of others at their addresses', async () => {
    const { page } = await g5.signedIn(role, '/endpoints?tenant=demo')
    const main = page.getByRole('navigation', { name: 'Main' })
    expect(await main.getByRole('link').allTextContents()).toEqual(places[role])

    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    for (const [path, { label, asks }] of Object.entries(guarded)) {
      asked.splice(0)
      await page.goto(g5.url(`${path}?tenant=demo`))
      await settled(page)
      const heading = await page.getByRole('heading', { level: 1 }).textContent()
      const may = places[role].includes(label)
      expect([path, heading === 'Nothing here']).toEqual([path, !may])
      if (!may) expect(asked.filter((one) => asks.test(one))).toEqual([])
    }
  })
})

test('what a role can’t do is not there: event types can be read by all, and declared by those who may', async () => {
  await g5.operator.eventTypes.create({ name: 'shared.type', description: 'Everybody’s' })
  await g5.g5.eventTypes.create({ name: 'own.type', schema: { type: 'object' } })
  for (const [role, may] of [
    ['viewer', false],
    ['on-call', false],
    ['developer', true],
  ] as const) {
    const { page } = await g5.signedIn(role, '/settings/event-types')
    await page.getByText('own.type').waitFor()
    expect([role, await page.getByRole('link', { name: 'New event type' }).count()]).toEqual([role, may ? 1 : 0])
    await page.getByRole('link', { name: 'own.type' }).click()
    await page.getByRole('heading', { name: 'Try a payload' }).waitFor()
    expect([role, await page.getByRole('button', { name: 'Delete…' }).count()]).toEqual([role, may ? 1 : 0])
    await page.goto(g5.url('/settings/event-types/shared.type'))
    await page.getByRole('heading', { name: 'Try a payload' }).waitFor()
    expect(await page.getByRole('button', { name: 'Delete…' }).count()).toBe(0)
    await page.goto(g5.url('/settings/event-types/new'))
    const heading = may ? 'New event type' : 'Nothing here'
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  }
})
