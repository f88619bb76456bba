import { canStartDebianPostgres, type ReplicatedPostgres, startReplicatedPostgres, until } from '@g5/testing'
import { sql as q } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Database } from './connect.ts'
import { connectReplicas, type Replicas } from './replicas.ts'

describe.skipIf(!canStartDebianPostgres())('what may lag', () => {
  let servers: ReplicatedPostgres
  let primary: Database
  let replicas: Replicas
  const changes: [used: boolean, why: string][] = []
  const reads: string[] = []

  /** Whether a standby answered, and the newest note that it knows. */
  const look = () =>
    replicas.read(async ({ sql }) => {
      const [row] = await sql<[{ standby: boolean; newest: number }]>`
        select pg_is_in_recovery() as standby, (select max(n) from notes) as newest`
      return row
    })

  beforeAll(async () => {
    servers = await startReplicatedPostgres()
    primary = connect(servers.primaryUrl, { max: 2, name: 'test' })
    await primary.sql`create table notes (n int)`
    await primary.sql`insert into notes values (1)`
    replicas = connectReplicas({
      ...{ primary, urls: [servers.replicaUrl], max: 2, maxLagSeconds: 1, watchEveryMs: 50 },
      onChange: (_, used, why) => changes.push([used, why]),
      onRead: (from) => reads.push(from),
    })
  })
  afterAll(async () => {
    await replicas?.close()
    await primary?.close()
    await servers?.stop()
  })
  beforeEach(async () => {
    await servers.resumeReplay().catch(() => {}) // It may be gone.
  })

  const untilStandby = (standby: boolean, withinMs = 10_000) =>
    until(async () => ((await look()).standby === standby ? true : undefined), {
      ...{ withinMs, what: standby ? 'the standby to be read' : 'the primary to be read' },
    })

  test('is read from a standby that is near enough, an idle one too', async () => {
    await untilStandby(true)
    await new Promise((later) => setTimeout(later, 1_500)) // Longer than the lag allowed, and nothing is written.
    expect(await look()).toEqual({ standby: true, newest: 1 })
    expect(replicas.lags()[0]).toBeLessThan(1)
    expect(reads.at(-1)).toBe('replica')
  })

  test('is read from the primary once the standby is too far behind, and from the standby when it has caught up', async () => {
    await untilStandby(true)
    await servers.pauseReplay()
    await primary.sql`insert into notes values (2)`
    expect(await look()).toEqual({ standby: true, newest: 1 })
    await untilStandby(false)
    expect((await look()).newest).toBe(2)
    await until(() => (changes.at(-1)?.[0] === false ? true : undefined), { what: 'the change to be told' })
    expect(changes.at(-1)).toEqual([false, 'it is more than 1 s behind'])
    await servers.resumeReplay()
    await untilStandby(true)
    expect((await look()).newest).toBe(2)
  })

  test('is done once more on the primary when the standby fails it, and no other fault is hidden', async () => {
    await untilStandby(true)
    const tries: boolean[] = []
    await replicas.read(async ({ sql }) => {
      const [row] = await sql<[{ standby: boolean }]>`select pg_is_in_recovery() as standby`
      tries.push(row.standby)
      await sql`insert into notes values (3)` // A standby takes no writes.
    })
    expect(tries).toEqual([true, false])
    await untilStandby(true)
    await expect(replicas.read(({ sql }) => sql`select 1 / 0`)).rejects.toThrow('division by zero')
  })

  test('is done once more on the primary when it is in the way of what is replayed, through Drizzle too', async () => {
    await primary.sql`create table passing as select 1 as n`
    const standby = connect(servers.replicaUrl, { max: 1, name: 'test' })
    const hasIt = async () => (await standby.sql`select from pg_class where relname = 'passing'`).length > 0
    await until(hasIt, { what: 'the standby to have the table' })
    await untilStandby(true)
    let tries = 0
    const answer = replicas.read(async ({ orm }) => {
      if (++tries > 1) return 'of the primary'
      await orm.execute(q`select pg_sleep(4), n from passing`)
      return 'of the standby'
    })
    await until(async () => (await standby.sql`select from pg_locks where relation = 'passing'::regclass`).length > 0, {
      what: 'the reading to be under way',
    })
    await primary.sql`drop table passing`
    expect(await answer).toBe('of the primary')
    expect(tries).toBe(2)
    await standby.close()
  })

  test('is not read from a standby of another database, however far its log has come, and that is told once', async () => {
    const { freshDatabase } = await import('@g5/testing')
    const fresh = await freshDatabase({ empty: true })
    const stranger = connect(fresh.url, { max: 1, name: 'test' })
    const sameServer = new URL(servers.replicaUrl)
    sameServer.pathname = '/postgres'
    for (const [own, url] of [[stranger, servers.replicaUrl] as const, [primary, sameServer.href] as const]) {
      const told: [boolean, string][] = []
      const from: string[] = []
      const strange = connectReplicas({
        ...{ primary: own, urls: [url], max: 1, maxLagSeconds: 1, watchEveryMs: 20 },
        onChange: (_, used, why) => told.push([used, why]),
        onRead: (where) => from.push(where),
      })
      await until(
        async () => {
          await strange.read(({ sql }) => sql`select 1`)
          return told.length > 0
        },
        { what: 'it to be told' },
      )
      expect(told).toEqual([[false, 'it is a standby of another database']])
      expect(new Set(from)).toEqual(new Set(['primary']))
      await strange.close()
    }
    await stranger.close()
    await fresh.close()
  })

  test('is read from the standby all the time where two seconds of lag are allowed, however much is written', async () => {
    const changes: boolean[] = []
    const from: string[] = []
    const near = connectReplicas({
      ...{ primary, urls: [servers.replicaUrl], max: 1, maxLagSeconds: 2 },
      onChange: (_, used) => changes.push(used),
      onRead: (where) => from.push(where),
    })
    await until(() => changes.length > 0, { what: 'the standby to be read' })
    from.length = 0
    const end = performance.now() + 2_500 // Longer than the lag, and than two looks at it.
    while (performance.now() < end) {
      await primary.sql`insert into notes values (0)`
      await near.read(({ sql }) => sql`select 1`)
    }
    await near.close()
    expect(changes).toEqual([true])
    expect(new Set(from)).toEqual(new Set(['replica']))
  })

  test('is read from the primary when the standby is gone', async () => {
    await untilStandby(true)
    await servers.killReplica()
    expect(await replicas.read(({ orm }) => orm.execute(q`select pg_is_in_recovery() as standby`))).toEqual([
      { standby: false },
    ])
    for (let n = 0; n < 20; n++) expect((await look()).standby).toBe(false)
    await until(() => (changes.at(-1)?.[0] === false ? true : undefined), { what: 'the change to be told' })
  })
})

test('a server that is no standby is not read', async () => {
  const { freshDatabase } = await import('@g5/testing')
  const { url, close } = await freshDatabase({ empty: true })
  const primary = connect(url, { max: 1, name: 'test' })
  const from: string[] = []
  const replicas = connectReplicas({
    ...{ primary, urls: [url], max: 1, maxLagSeconds: 1, watchEveryMs: 20 },
    onChange: () => from.push('changed'),
    onRead: (where) => from.push(where),
  })
  const until = performance.now() + 300
  while (performance.now() < until) await replicas.read(({ sql }) => sql`select pg_sleep(0.02)`)
  expect(new Set(from)).toEqual(new Set(['primary']))
  await replicas.close()
  await primary.close()
  await close()
})
