import { type Endpoint, type EndpointSecret, publicId } from '@g5/contracts'
import { createSealer, generateSecret, type Sealer, sealContext, uuidv7 } from '@g5/core'
import { connect, createEndpoint, createTenant, reseal, sealedUnderOthers } from '@g5/db'
import { freshDatabase, type ServiceProcess, spawnService, until } from '@g5/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { testApi } from '../../test/test-api.ts'

const [oldKey, newKey] = ['Zt3m9qkV1sXw7RbYp5LcN8dFhG2jK4aE', 'a8Jd0fQ2nB6vT4yU1iO9pL7kM3gH5sWx']
const old = createSealer({ current: oldKey })
const both = createSealer({ current: newKey, previous: [oldKey] })

vi.setConfig({ testTimeout: 60_000 })

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const isUnder = ({ mark }: Sealer, sealed: Buffer) => sealed.subarray(0, mark.length).equals(mark)

describe('a rotation of the encryption key', () => {
  test('loses nothing that is written meanwhile, and ends when nobody writes under the old key', async () => {
    // As the first step of the procedure has it: everybody opens both, and still seals with the old one.
    const api = await testApi({ env: { ENCRYPTION_KEY: oldKey, ENCRYPTION_KEY_PREVIOUS: newKey } })
    open.push(api.close)
    const ids: string[] = []
    for (let n = 0; n < 3; n++) {
      const body = { url: `https://hooks.example.com/${n}`, headers: { authorization: `first ${n}` } }
      ids.push((await api.call<Endpoint>('POST', '/v1/webhooks/endpoints', { body })).body.id)
    }
    const secrets = new Map<string, string>()
    const headersOf = new Map<string, string>()
    let writing = true
    let written = 0
    const write = async (id: string) => {
      for (let n = 0; writing || n === 0; n++) {
        const headers = { authorization: `then ${n}` }
        const path = `/v1/webhooks/endpoints/${id}`
        const rotated = await api.call<EndpointSecret>('POST', `${path}/secret/rotate`, {
          body: { overlapHours: 0 },
          headers: { 'idempotency-key': `rotate-${id}-${n}` },
        })
        const patched = await api.call('PATCH', path, { body: { headers } })
        expect([rotated.status, patched.status]).toEqual([200, 200])
        secrets.set(id, rotated.body.secret)
        headersOf.set(id, JSON.stringify(headers))
        written += 1
      }
    }
    const writers = Promise.all(ids.map(write))
    for (let round = 0; round < 5 || written < 6; round++) await reseal(api.db.sql, both, () => {})
    writing = false
    await writers
    await reseal(api.db.sql, both, () => {})

    expect(await sealedUnderOthers(api.db.sql, both)).toEqual([])
    for (const id of ids) {
      const { body } = await api.call<EndpointSecret>('GET', `/v1/webhooks/endpoints/${id}/secret`)
      expect(body.secret).toBe(secrets.get(id))
    }
    const again = await api.call<EndpointSecret>('POST', `/v1/webhooks/endpoints/${ids[0]}/secret/rotate`, {
      body: { overlapHours: 0 },
      headers: { 'idempotency-key': `rotate-${ids[0]}-0` },
    })
    expect(again.headers['idempotent-replayed']).toBe('true')
    const alone = createSealer({ current: newKey })
    for (const { id, headers } of await api.db.sql<
      { id: string; headers: Buffer }[]
    >`select id, headers from endpoints`)
      expect(alone.open(headers, sealContext.endpointHeaders(id))).toBe(headersOf.get(publicId('endpoint', id)))
  })

  const rows = 450

  async function deployment() {
    const fresh = await freshDatabase()
    const db = connect(fresh.url, { max: 3, name: 'test' })
    open.push(fresh.close, db.close)
    const tenantId = uuidv7(Date.now())
    await createTenant(db.orm, { id: tenantId, slug: 'first', name: 'First' })
    const id = uuidv7(Date.now())
    const seal = (secretId: string) => old.seal(generateSecret(), sealContext.endpointSecret(secretId))
    const first = uuidv7(Date.now())
    const secret = { id: first, sealed: seal(first), hint: '' }
    await db.orm.transaction((tx) => createEndpoint(tx, tenantId, id, { url: 'https://hooks.example.com' }, secret))
    const more = Array.from({ length: rows - 1 }, () => uuidv7(Date.now()))
    const values = more.map((secretId) => ({ id: secretId, endpoint_id: id, sealed: seal(secretId), hint: '' }))
    await db.sql`insert into endpoint_secrets ${db.sql(values)}`
    const stored = () => db.sql<{ id: string; sealed: Buffer }[]>`select id, sealed from endpoint_secrets order by id`
    return { ...db, url: fresh.url, stored }
  }

  const run = (url: string, args: string[] = [], previous = oldKey): ServiceProcess => {
    const env = { DATABASE_URL: url, ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_PREVIOUS: previous }
    const command = spawnService('services/api/src/commands/rotate-keys.ts', env, { args })
    open.push(() => command.kill())
    return command
  }
  const codeOf = async (command: ServiceProcess) => (await command.exited).code

  test('that is killed in the middle goes on where it was, and then the old key can go', async () => {
    const { sql, url, stored } = await deployment()
    expect(await codeOf(run(url, ['--check']))).toBe(1)
    const writer = await sql.reserve()
    await writer`begin`
    await writer`select from endpoint_secrets order by id desc limit 1 for update`
    const killed = run(url)
    await killed.logged(({ text }) => text === 'endpoint_secrets: 400 encrypted anew')
    await killed.kill()
    await writer`commit`
    writer.release()
    const half = (await stored()).filter(({ sealed }) => isUnder(both, sealed)).length
    expect(half).toBeGreaterThanOrEqual(400)
    expect(half).toBeLessThan(rows)

    expect(await codeOf(run(url))).toBe(0)
    expect(await codeOf(run(url, ['--check'], newKey))).toBe(0)
    const alone = createSealer({ current: newKey })
    for (const { id, sealed } of await stored())
      expect(alone.open(sealed, sealContext.endpointSecret(id))).toMatch(/^whsec_/)
  })

  test('leaves what a writer was about to commit as the writer wrote it', async () => {
    const { sql, stored } = await deployment()
    const [first] = await stored()
    if (!first) expect.fail('there is no secret')
    const written = old.seal(generateSecret(), sealContext.endpointSecret(first.id))
    const writer = await sql.reserve()
    await writer`begin`
    await writer`update endpoint_secrets set sealed = ${written} where id = ${first.id}`
    const resealing = reseal(sql, both, () => {})
    const waits = () =>
      sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await until(async () => (await waits()).length > 0, { what: 'the rotation to wait for the writer' })
    await writer`commit`
    writer.release()
    await resealing
    expect((await stored())[0]?.sealed).toEqual(written)
    expect(await sealedUnderOthers(sql, both)).toEqual([['endpoint_secrets', 1]])
    await reseal(sql, both, () => {})
    expect(await sealedUnderOthers(sql, both)).toEqual([])
  })

  test('says what no key opens, leaves it, and does not call that done', async () => {
    const { url, stored } = await deployment()
    const before = await stored()
    const command = run(url, [], 'q7Lw2Nx9Rb4Vt6Yc1Mz8Kd3F-another')
    expect(await codeOf(command)).toBe(1)
    const said = command.lines.map(({ text }) => text).join('\n')
    expect(said).toContain(`${rows} under a key that is not in ENCRYPTION_KEY_PREVIOUS`)
    expect(said).toContain(`endpoint_secrets: ${rows} left under another key`)
    expect(await stored()).toEqual(before)
  })
})
