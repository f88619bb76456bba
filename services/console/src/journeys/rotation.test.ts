import { verifyWebhook } from '@g5/sdk/webhooks'
import type { Received } from '@g5/testing'
import { expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'

const g5 = useConsole()

test('a secret is rotated without a delivery that its receiver could not verify, before, during and after', async () => {
  const { receiver } = g5.deployment
  const id = await g5.deployment.endpoint('/rotates', { uid: 'rotates' })
  const old = (await g5.g5.endpoints.getSecret(id)).secret
  /** What comes of an event, as a receiver that holds these secrets sees it. */
  const verified = async (secret: string) => {
    const event = await g5.deployment.post('key.turned', { at: receiver.requests.length })
    const isIt = ({ headers }: Received) => headers['webhook-id'] === event
    const request = (await receiver.received(isIt)).find(isIt)
    if (!request) return expect.unreachable()
    return verifyWebhook(request.body, request.headers, secret).then(
      () => true,
      () => false,
    )
  }
  expect(await verified(old)).toBe(true)

  const { page } = await g5.signedIn('developer', '/endpoints/rotates?tab=secret')
  await page.getByRole('button', { name: 'Rotate…' }).click()
  await page.getByLabel('Overlap in hours').fill('200')
  await page.getByText('Write hours from 0 to 168').first().waitFor()
  await page.getByLabel('Overlap in hours').fill('2')
  await page.getByText('You have 2 hours to give the new secret to the receiver').waitFor()
  await page.getByRole('button', { name: 'Rotate', exact: true }).click()
  const present = (await page.getByRole('region', { name: 'the present secret' }).textContent()) ?? ''
  expect(present).not.toBe(old)
  expect(await page.getByRole('region', { name: 'a previous secret' }).textContent()).toBe(old)

  // The receiver has not been told yet, and then it has: neither loses anything.
  expect([await verified(old), await verified(present)]).toEqual([true, true])
  // Its time passes. Workers know by the endpoint's row whether what they remember of it still holds.
  await g5.deployment.sql`update endpoint_secrets set expires_at = now() where expires_at is not null`
  await g5.deployment.sql`update endpoints set updated_at = now()`
  await page.reload()
  await page.getByRole('button', { name: 'Reveal' }).click()
  await page.getByRole('region', { name: 'the present secret' }).waitFor()
  expect(await page.getByRole('region', { name: 'a previous secret' }).count()).toBe(0)
  expect([await verified(present), await verified(old)]).toEqual([true, false])
  expect((await g5.g5.deliveries.list({ endpointId: id, status: ['dead', 'pending', 'held'] })).data).toEqual([])
})

test('who may not read secrets is not offered to, and who may not write is offered no rotation', async () => {
  const id = await g5.deployment.endpoint('/roles')
  const { page } = await g5.signedIn('on-call', `/endpoints/${id}?tab=secret`)
  await page.getByRole('tab', { name: 'Health' }).waitFor()
  expect(await page.getByRole('tab').allTextContents()).toEqual(['Health', 'Configuration', 'Verify'])
})
