import { behaviours, until } from '@g5/testing'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'

// A circuit that opens would keep back what is to die here.
const g5 = useConsole({ env: { CIRCUIT_VOLUME_THRESHOLD: '100000' } })
const letters = 12
let endpoint: string

beforeAll(async () => {
  const { receiver } = g5.deployment
  receiver.behave('/crm', behaviours.status(503))
  const made = await g5.g5.endpoints.create({ url: `${receiver.url}/crm`, uid: 'crm', retrySchedule: [0] })
  endpoint = made.id
})

/** Each test has its own dead letters. */
beforeEach(async () => {
  await g5.g5.bulks.create({ action: 'discard', select: { status: ['dead'] } })
  await until(async () => (await deadLetters()).length === 0, { withinMs: 30_000, what: 'no dead letters' })
})

/** So many events whose deliveries died. */
async function die(count: number): Promise<void> {
  g5.deployment.receiver.behave('/crm', behaviours.status(503))
  for (let i = 0; i < count; i++) await g5.g5.events.post({ type: 'order.placed', payload: { i } })
  await until(async () => (await deadLetters()).length >= count, { withinMs: 30_000, what: `${count} dead letters` })
}
const deadLetters = async () => (await g5.g5.deadLetters.list({ endpointId: endpoint, limit: 250 })).data

describe('dead letters', () => {
  test('are counted, replayed at a pace, watched over a reload, paused, hurried, and gone in the end', async () => {
    await die(letters)
    const { receiver } = g5.deployment
    const { page } = await g5.signedIn('on-call', '/dead-letters')
    await page.getByText(`Of all ${letters} that match`).waitFor()
    await page.getByRole('link', { name: 'Every attempt failed' }).click()
    await page.waitForURL(/reason=retries_exhausted/)

    receiver.behave('/crm', behaviours.ok())
    const before = receiver.requests.length
    await page.getByRole('button', { name: 'Replay all that match…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Replay dead letters' })
    await dialog.getByText(`${letters} dead letters`).waitFor()
    await dialog.getByLabel('Pace').selectOption('1')
    await dialog.getByText('It takes about 12 s.').waitFor()
    expect((await g5.g5.bulks.list()).data.filter(({ action }) => action === 'send')).toEqual([])
    await dialog.getByRole('button', { name: `Replay ${letters}` }).click()

    const bar = page.getByRole('progressbar', { name: 'Progress of Replay' })
    const told = () => expect.poll(() => bar.getAttribute('aria-valuetext'), { timeout: 15_000 })
    await told().toMatch(/^[1-9]\d* of 12 sent again, \d+ to go\./)
    await page.reload()
    await told().toMatch(/^[1-9]\d* of 12 sent again, \d+ to go\./)
    await page.getByRole('button', { name: 'Pause' }).click()
    await told().toMatch(/^Paused: \d+ of 12 sent again/)
    await page.getByLabel('Pace').selectOption('100')
    await page.getByText('It now goes at 100 a second.').first().waitFor()
    await page.getByRole('button', { name: 'Go on' }).click()
    await told().toBe('Done: 12 sent again.')
    expect(await bar.getAttribute('aria-valuenow')).toBe('100')
    await page.getByText('No dead letter matches these filters').waitFor()
    await receiver.received(before + letters)
  })

  test('that are stopped in the middle are told of: what was sent, and what stays', async () => {
    await die(3)
    const { page } = await g5.signedIn('on-call', '/dead-letters')
    // Somebody else began it, and whoever looks sees it.
    const bulk = await g5.g5.deadLetters.replayAll({ select: { endpointId: endpoint }, ratePerSecond: 0.1 })
    await page.getByRole('button', { name: 'Stop…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Stop it here' })
    await dialog.getByText('are left as they are').waitFor()
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await page.getByText(/^Stopped: \d of 3 sent again\. The other \d were left as they were\.$/).waitFor()
    const { status } = await g5.g5.bulks.get('id' in bulk ? bulk.id : '')
    expect(status).toBe('stopped')
  })

  test('that somebody else replayed first are no error', async () => {
    await die(1)
    const { page } = await g5.signedIn('on-call', '/dead-letters')
    await page.getByRole('button', { name: 'Replay this one' }).waitFor()
    // From here on the page shows what it showed.
    await page.route(/\/v1\/webhooks\/dlq\?/, () => {})
    g5.deployment.receiver.behave('/crm', behaviours.ok())
    const [letter] = await deadLetters()
    await g5.g5.deadLetters.replay(letter?.id ?? '')
    await page.getByRole('button', { name: 'Replay this one' }).click()
    await page.getByText('Somebody replayed or discarded it already').first().waitFor()
  })

  test('are discarded by those who may erase, who are told first what is lost', async () => {
    await die(2)
    const { page } = await g5.signedIn('admin', '/dead-letters?endpointId=crm')
    await page.getByRole('checkbox', { name: 'All that are loaded' }).check()
    await page.getByRole('button', { name: 'Discard 2 chosen…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Discard dead letters' })
    await dialog.getByText('never get them by themselves again').waitFor()
    expect(await deadLetters()).toHaveLength(2)
    await dialog.getByRole('button', { name: 'Discard 2' }).click()
    await page.getByText('Done: 2 discarded.').waitFor()
    expect(await deadLetters()).toEqual([])
  })

  test('are looked at and left alone by those who may only read', async () => {
    await die(1)
    const { page } = await g5.signedIn('viewer', '/dead-letters')
    await page.getByText('Of all 1 that match').waitFor()
    expect(await page.getByRole('button', { name: /Replay|Discard/ }).count()).toBe(0)
    expect(await page.getByRole('checkbox').count()).toBe(0)
  })

  test('are replayed by a customer from the portal, which speaks of nobody else', async () => {
    await die(1)
    g5.deployment.receiver.behave('/crm', behaviours.ok())
    const { page } = await g5.open()
    await page.goto(await g5.portalLink({ capabilities: ['view', 'send'], endpointIds: [endpoint] }))
    await page.getByRole('link', { name: 'Dead letters' }).click()
    await page.getByRole('button', { name: 'Replay all that match…' }).click()
    await page.getByRole('button', { name: 'Replay 1', exact: true }).click()
    await page.getByText('Done: 1 sent again.').waitFor()
    expect(await page.locator('body').textContent()).not.toMatch(/tenant|operator/i)
  })
})
