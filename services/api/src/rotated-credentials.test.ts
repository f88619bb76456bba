import { randomBytes } from 'node:crypto'
import { connect } from '@g5/db'
import { canStartRedis, freePort, freshDatabase, spawnService, startRedis } from '@g5/testing'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const key = randomBytes(24).toString('hex')

/** A pod of a rolling deployment. */
async function start(env: Record<string, string>) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const secrets = { JWT_SECRET: key, ENCRYPTION_KEY: key, OPERATOR_API_KEY: key }
  const file = 'services/api/src/main.ts'
  const pod = spawnService(
    file,
    { NODE_ENV: 'test', PORT: String(port), ...secrets, ...env },
    { readyUrl: `${url}/ready` },
  )
  open.push(() => pod.stop())
  await pod.ready()
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', connection: 'close' }
    const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text: { status?: string } = JSON.parse(await answer.text())
    return { status: answer.status, body: text }
  }
  return { ask, stop: pod.stop }
}

describe('credentials change without downtime', () => {
  test('of the database: a second login of the same owner, and then the first is shut out', async () => {
    const fresh = await freshDatabase({ empty: true })
    const name = new URL(fresh.url).pathname.slice(1)
    const [owner, blue, green] = [`${name}_owner`, `${name}_blue`, `${name}_green`]
    const admin = connect(fresh.url.replace(`/${name}`, '/postgres'), { max: 1, name: 'test' })
    open.push(admin.close, async () => {
      await fresh.close()
      await admin.sql.unsafe(`drop role ${blue}; drop role ${green}; drop role ${owner}`)
    })
    const login = (role: string) =>
      `create role ${role} login password '${key}' in role ${owner}; alter role ${role} set role = ${owner}`
    await admin.sql.unsafe(`create role ${owner}; alter database ${name} owner to ${owner}; ${login(blue)}`)
    const urlOf = (role: string) => Object.assign(new URL(fresh.url), { username: role, password: key }).href

    const before = await start({ DATABASE_URL: urlOf(blue) })
    expect((await before.ask('POST', '/v1/tenants', { slug: 'one', name: 'One' })).status).toBe(201)
    await admin.sql.unsafe(login(green))
    const after = await start({ DATABASE_URL: urlOf(green) })
    expect((await after.ask('POST', '/v1/tenants', { slug: 'two', name: 'Two' })).status).toBe(201)
    expect((await before.ask('GET', '/v1/tenants/two')).status).toBe(200)
    await before.stop()
    await admin.sql.unsafe(`alter role ${blue} nologin`)
    expect((await after.ask('GET', '/v1/tenants/one')).status).toBe(200)
    const shutOut = connect(urlOf(blue), { max: 1, name: 'test' })
    open.push(shutOut.close)
    await expect(shutOut.sql`select 1`).rejects.toThrow('not permitted to log in')
  })

  test.skipIf(!canStartRedis())(
    'of Redis: two passwords are good for a while, and then the new one alone',
    async () => {
      const redis = await startRedis()
      open.push(redis.stop)
      const administer = new Redis(redis.url)
      open.push(async () => administer.disconnect())
      await administer.acl('SETUSER', 'default', 'resetpass', '>the-first-one')
      const database = await freshDatabase()
      open.push(database.close)
      const urlOf = (password: string) => redis.url.replace('redis://', `redis://:${password}@`)
      const env = { DATABASE_URL: database.url, QUEUE_BACKEND: 'redis' }
      const health = async ({ ask }: Awaited<ReturnType<typeof start>>) => (await ask('GET', '/v1/health')).body.status

      const before = await start({ ...env, REDIS_URL: urlOf('the-first-one') })
      await administer.acl('SETUSER', 'default', '>the-second-one')
      const after = await start({ ...env, REDIS_URL: urlOf('the-second-one') })
      expect([await health(before), await health(after)]).toEqual(['ok', 'ok'])
      await before.stop()
      await administer.acl('SETUSER', 'default', '<the-first-one')
      expect(await health(after)).toBe('ok')
      await expect(administer.call('AUTH', 'the-first-one')).rejects.toThrow('WRONGPASS')
    },
  )
})
