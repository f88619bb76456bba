import { behaviours, until } from '@g5/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'

const g5 = useConsole({ env: { CIRCUIT_VOLUME_THRESHOLD: '3' } })

beforeAll(async () => {
  const { receiver } = g5.deployment
  await g5.g5.endpoints.create({ url: `${receiver.url}/crm`, uid: 'crm', eventTypes: ['order.placed'] })
})

const came = (path: string) => g5.deployment.receiver.requests.filter((request) => request.path === path).length
const post = (type: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => g5.g5.events.post({ type, payload: { i } })))

describe('an operator in an incident', () => {
  test('holds what goes to one endpoint, sees how much it holds, and releases it', async () => {
    const { page } = await g5.signedIn('operator', '/incident?tenant=demo')
    await page.getByRole('button', { name: 'Hold deliveries…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Hold deliveries' })
    await dialog.getByLabel('Endpoint').fill('nobody')
    await dialog.getByText('There is no such endpoint').waitFor()
    await dialog.getByLabel('Endpoint').fill('crm')
    await dialog.getByText('Nothing waits that it matches now').waitFor()
    await dialog.getByLabel('Reason').fill('INC-2041: they lose what they answer with 200')
    await dialog.getByRole('button', { name: 'Hold', exact: true }).click()
    const row = page.getByRole('table', { name: 'Holds' }).getByRole('row', { name: /INC-2041/ })
    await row.waitFor()

    await post('order.placed', 3)
    await row.getByRole('cell', { name: '3', exact: true }).waitFor()
    expect(came('/crm')).toBe(0)

    await row.getByRole('button', { name: 'Release…' }).click()
    const asked = page.getByRole('alertdialog', { name: 'Release what it holds' })
    await asked.getByText('3 held deliveries go on where they stood').waitFor()
    expect(came('/crm')).toBe(0)
    await asked.getByRole('button', { name: 'Release' }).click()
    await page.getByText('Nothing is on hold').waitFor()
    await until(() => came('/crm') === 3, { what: 'what was held' })

    const deeds = page.getByRole('table', { name: 'Who did what' })
    for (const deed of ['hold.made', 'hold.deleted']) await deeds.getByText(deed).first().waitFor()
  })

  test('pauses a queue, which accepts all the same, and resumes it', async () => {
    const { page } = await g5.signedIn('operator', '/incident')
    const before = came('/crm')
    const row = page.getByRole('table', { name: 'Queues' }).getByRole('row', { name: /^webhooks / })
    await row.getByRole('button', { name: 'Pause…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Pause the queue webhooks' })
    await dialog.getByText('Events are accepted all the same').waitFor()
    await dialog.getByRole('button', { name: 'Pause' }).click()
    await row.getByText('Paused').waitFor()
    // A pause is everywhere within a second; what is posted before may still be on its way.
    let posted = 0
    const due = row.getByRole('link')
    await until(
      async () => {
        await post('order.placed', 1)
        posted++
        return (await due.textContent()) !== '0'
      },
      { withinMs: 20_000, what: 'something due' },
    )
    // From here on nothing that is posted leaves.
    const stood = came('/crm')
    const waited = Number(await due.textContent())
    await post('order.placed', 3)
    posted += 3
    await until(async () => Number(await due.textContent()) >= waited + 3, { withinMs: 20_000, what: 'all of it due' })
    expect(came('/crm')).toBe(stood)
    await row.getByRole('button', { name: 'Resume…' }).click()
    await page.getByText(/\d (is|are) due now/).waitFor()
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await row.getByText('Going').waitFor()
    await until(() => came('/crm') === before + posted, { withinMs: 20_000, what: 'what waited' })
  })

  test('has more logged for a while, and goes back', async () => {
    const { page } = await g5.signedIn('operator', '/incident')
    await page.getByText('Each process logs by its LOG_LEVEL.').waitFor()
    await page.getByRole('button', { name: 'Set', exact: true }).click()
    await page.getByText('Every process logs at debug, which ends').waitFor()
    const { level, until: end } = await g5.operator.operations.getLogLevel()
    expect([level, Date.parse(end ?? '') > Date.now()]).toEqual(['debug', true])
    await page.getByRole('button', { name: 'Back to LOG_LEVEL' }).click()
    await page.getByText('Each process logs by its LOG_LEVEL.').waitFor()
  })
})

describe('somebody on call for a tenant', () => {
  test('sees the circuits and closes one, and none of the levers of the deployment', async () => {
    const { receiver } = g5.deployment
    receiver.behave('/erp', behaviours.status(503))
    await g5.g5.endpoints.create({ url: `${receiver.url}/erp`, uid: 'erp', eventTypes: ['invoice.paid'] })
    await post('invoice.paid', 8)
    const { page } = await g5.signedIn('on-call', '/incident')
    const row = page.getByRole('table', { name: 'Circuits' }).getByRole('row', { name: /\/erp/ })
    await row.waitFor()
    for (const lever of ['Holds', 'Queues', 'Log level', 'Who did what in the last hour'])
      expect(await page.getByRole('heading', { name: lever }).count()).toBe(0)
    receiver.behave('/erp', behaviours.ok())
    await row.getByRole('button', { name: 'Reset…' }).click()
    await page.getByRole('button', { name: 'Close the circuit' }).click()
    await page.getByText('All circuits are closed').waitFor()
    expect((await g5.g5.endpoints.get('erp')).circuit.state).toBe('closed')
  })

  test('is not led there, who may only read', async () => {
    const { page } = await g5.signedIn('viewer', '/incident')
    await page.getByText('There is no page at this address').waitFor()
    expect(await page.getByRole('link', { name: 'Incident' }).count()).toBe(0)
  })
})
