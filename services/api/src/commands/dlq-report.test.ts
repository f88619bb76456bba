import { deliveryId, uuidv7 } from '@g5/core'
import { connect, createEndpoint, createTenant } from '@g5/db'
import { freshDatabase, spawnService } from '@g5/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const open: (() => Promise<unknown>)[] = []
let url: string

beforeAll(async () => {
  const fresh = await freshDatabase()
  const db = connect(fresh.url, { max: 1, name: 'test' })
  open.push(fresh.close, db.close)
  url = fresh.url
  for (const [slug, dead, reason] of [
    ['few', 1, 'endpoint_gone'],
    ['many', 3, 'retries_exhausted'],
  ] as const) {
    const [tenantId, endpointId, secretId] = [uuidv7(Date.now()), uuidv7(Date.now()), uuidv7(Date.now())]
    await createTenant(db.orm, { id: tenantId, slug, name: slug })
    const values = { url: `https://${slug}.example.com/a-path-of-its-own`, host: `${slug}.example.com` }
    const secret = { id: secretId, sealed: Buffer.from('sealed'), hint: '' }
    await db.orm.transaction((tx) => createEndpoint(tx, tenantId, endpointId, values, secret))
    for (let hours = 0; hours <= dead; hours++) {
      const eventId = uuidv7(Date.now())
      const state = hours === dead ? 'held' : 'dead'
      await db.sql`
        insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, fence, reason, state_since)
          select ${deliveryId(eventId, endpointId)}, ${tenantId}, ${eventId}, ${endpointId}, lane, ${state}, 1, ${reason},
                 now() - make_interval(hours => ${hours + 3}) from endpoints where id = ${endpointId}`
    }
  }
})
afterAll(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function report(...args: string[]) {
  const { lines, exited } = spawnService('services/api/src/commands/dlq-report.ts', { DATABASE_URL: url }, { args })
  const { code } = await exited
  return { code, said: lines.map(({ text, ...line }) => text ?? JSON.stringify(line)).join('\n') }
}

test('the report tells who has dead letters, where, why and since when, the most first', async () => {
  const { code, said } = await report()
  expect(code).toBe(0)
  const [head, first, second, , total] = said.split('\n')
  expect(head).toMatch(/^count +oldest +newest +tenant +endpoint +host +reason$/)
  expect(first).toMatch(/^3 +5h +3h +many +ep_\w+ +many\.example\.com +retries_exhausted$/)
  expect(second).toMatch(/^1 +3h +3h +few +ep_\w+ +few\.example\.com +endpoint_gone$/)
  expect(total).toBe('4 in all')
  expect(said).not.toContain('a-path-of-its-own')
})

test('what is left out is counted all the same', async () => {
  expect((await report('--limit', '1')).said).toContain('4 in all; smaller groups are left out')
  const json = JSON.parse((await report('--json', '--limit', '1')).said)
  expect(json).toMatchObject({ total: 4, more: true, groups: [{ tenant: 'many', count: 3 }] })
  expect(await report('--limit', 'all')).toMatchObject({ code: 1, said: expect.stringContaining('--limit') })
})
