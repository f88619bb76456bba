import { createHmac, randomBytes } from 'node:crypto'
import { createSealer } from '@g5/core'
import { reseal, sealedUnderOthers } from '@g5/db'
import { expect, test, vi } from 'vitest'
import { startEngine } from '../test/engine.ts'

vi.setConfig({ testTimeout: 30_000 })

test('after a rotation of the encryption key, a worker without the old one signs as before', async () => {
  const [oldKey, newKey] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')]
  const engine = await startEngine(undefined, { ENCRYPTION_KEY: oldKey })
  try {
    const endpoint = await (await engine.tenant()).endpoint('/hook')
    const sealer = createSealer({ current: newKey, previous: [oldKey] })
    await reseal(engine.sql, sealer, () => {})
    expect(await sealedUnderOthers(engine.sql, sealer)).toEqual([])
    await engine.startWorker({ ENCRYPTION_KEY: newKey })
    await endpoint.post()
    const [{ headers, body } = expect.fail('nothing came')] = await engine.receiver.received(1)
    const key = Buffer.from(endpoint.secret.replace('whsec_', ''), 'base64')
    const signed = Buffer.concat([Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`), body])
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  } finally {
    await engine.close()
  }
})
