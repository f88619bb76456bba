import { verifyWebhook } from '@g5/sdk/webhooks'
import { behaviours } from '@g5/testing'
import { expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'

const g5 = useConsole()

test('from an empty tenant to a verified first webhook: add an endpoint, send a test, verify it, get an event', async () => {
  const { receiver } = g5.deployment
  const { page } = await g5.signedIn('developer', '/endpoints')

  // Nothing is here yet, and what would change that is one press away.
  await page.getByText('No endpoints yet').waitFor()
  await page.getByRole('link', { name: 'Add endpoint' }).first().click()
  await page.getByRole('button', { name: 'Add endpoint' }).click()
  await page.getByText('Say where to send to').waitFor()
  expect(await page.getByLabel('URL').evaluate((field) => field === document.activeElement)).toBe(true)

  // What the API refuses stands beside the field that it is about.
  await page.getByLabel('URL').fill('ftp://example.com')
  await page.getByRole('button', { name: 'Add endpoint' }).click()
  await page.getByLabel('URL').and(page.locator('[aria-invalid="true"]')).waitFor()

  await page.getByLabel('URL').fill(`${receiver.url}/first`)
  await page.getByText('Only these').click()
  await page.getByLabel('Types', { exact: true }).fill('invoice.*')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove invoice.*' }).waitFor()
  await page.getByRole('button', { name: 'Add endpoint' }).click()

  // Its test send is what comes next; the whole exchange is told, and it is what the receiver got.
  await page.getByLabel('Event type').fill('invoice.paid')
  await page.getByRole('textbox', { name: 'Payload' }).click()
  await page.keyboard.type('{"amount": 1.10}')
  receiver.behave('/first', behaviours.status(401, {}, 'no such signature'))
  await page.getByRole('button', { name: 'Send test' }).click()
  await page.getByText('Failed: http client error, status 401').waitFor()
  await page.getByText('no such signature').waitFor()
  receiver.behave('/first', behaviours.ok())
  await page.getByRole('button', { name: 'Send test' }).click()
  await page.getByText('Delivered: the receiver answered 200').waitFor()
  const sent = receiver.requests.at(-1)
  if (!sent) return expect.unreachable()
  expect(sent.body.toString()).toBe('{"amount": 1.10}')
  const head = await page.getByRole('region', { name: 'the request’s head' }).textContent()
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    expect(head).toContain(`${name}: ${sent.headers[name]}`)

  // The secret is shown when somebody asks, which is written down, and verifies what came.
  await page.getByRole('tab', { name: 'Secret' }).click()
  await page.getByRole('button', { name: 'Reveal' }).click()
  const secret = (await page.getByRole('region', { name: 'the present secret' }).textContent()) ?? ''
  expect(await verifyWebhook(sent.body, sent.headers, secret)).toMatchObject({ payload: { amount: 1.1 } })
  await page.getByRole('button', { name: 'Hide' }).click()
  expect(await page.content()).not.toContain(secret)
  const { data } = await g5.g5.auditLogs.list({ action: 'endpoint.secret_read' })
  expect(data).toHaveLength(1)

  // How to verify is there in every language, by its real headers.
  await page.getByRole('tab', { name: 'Verify' }).click()
  for (const language of ['TypeScript', 'Python', 'Go', 'Java', 'Ruby', 'PHP', 'C#', 'curl']) {
    await page.getByLabel('Language').selectOption({ label: language })
    const code = await page.getByRole('region', { name: `the code for ${language}`, exact: true }).textContent()
    expect(code).toMatch(/webhook-signature|verifyWebhook\(body, request\.headers, secret\)/)
  }

  const event = await g5.deployment.post('invoice.paid', { amount: 5 })
  await receiver.received(({ headers }) => headers['webhook-id'] === event)
  await page.getByRole('tab', { name: 'Health' }).click()
  await page.getByText('Healthy').first().waitFor()
})

test('a filter shows at once which recent events it would let through, and why not the others', async () => {
  await g5.deployment.post('order.placed', { amount: 5 })
  await g5.deployment.post('order.placed', { amount: 500 })
  const { page } = await g5.signedIn('developer', '/endpoints/new')
  await page.getByText('Channels and filter').click()
  await page.getByRole('textbox', { name: 'Filter' }).click()
  await page.keyboard.type('{"payload":{"amount":{"$atLeast":100}}}')
  await page.getByText('/filter/payload/amount/$atLeast').waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('{"type":"order.placed","payload":{"amount":{"$gte":100}}}')
  await page.getByText(/^1 of the last \d+ events\.$/).waitFor()
  const events = page.getByRole('list', { name: 'Events that were looked at' }).getByRole('listitem')
  await events.filter({ hasText: 'Gets it' }).filter({ hasText: 'order.placed' }).waitFor()
  await events.filter({ hasText: 'Does not' }).filter({ hasText: '/payload/amount' }).first().waitFor()

  // What was typed is not lost by a stray press.
  await page.getByRole('link', { name: 'Events', exact: true }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText(/^1 of the last \d+ events\.$/).waitFor()
})
