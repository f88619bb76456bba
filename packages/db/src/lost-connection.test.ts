import { setTimeout as after } from 'node:timers/promises'
import { type FreshDatabase, freshDatabase, type Gateway, startGateway } from '@g5/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connect, type Database, isConnectionLoss } from './connect.ts'

let database: FreshDatabase
let gateway: Gateway
const open: Database[] = []

beforeAll(async () => {
  database = await freshDatabase()
  gateway = await startGateway(database.url)
  const { sql } = pool({ max: 1 })
  await sql`create table notes (text text)`
})
afterEach(async () => {
  for (const { close } of open.splice(0)) await close()
})
afterAll(async () => {
  await gateway.close()
  await database.close()
})

function pool({ max }: { max: number }): Database {
  const opened = connect(gateway.url, { max, name: 'lost-connection' })
  open.push(opened)
  return opened
}

test('connections that are reset under load leave no statement without an answer, and no answer goes to another', async () => {
  const { sql } = pool({ max: 2 })
  let stopped = false
  const lanes = Array.from({ length: 6 }, async (_, lane) => {
    const counts = { right: 0, wrong: 0, lost: 0, rightAtLast: 0 }
    for (let n = 0; !stopped; n++) {
      const said = `${lane}/${n}`
      try {
        const [row] = await sql<[{ said: string }]>`select ${said}::text as said`
        counts[row.said === said ? 'right' : 'wrong']++
        counts.rightAtLast = performance.now()
      } catch (error) {
        expect(isConnectionLoss(error)).toBe(true)
        counts.lost++
      }
    }
    return counts
  })
  for (let resets = 0; resets < 10; resets++) {
    await after(50)
    gateway.reset()
  }
  const lastReset = performance.now()
  await after(700)
  stopped = true
  for (const { right, wrong, lost, rightAtLast } of await Promise.all(lanes)) {
    expect(wrong).toBe(0)
    expect(lost).toBeGreaterThan(0)
    expect(right).toBeGreaterThan(10)
    expect(rightAtLast).toBeGreaterThan(lastReset)
  }
})

test('a transaction whose connection is lost is over: what it still says is refused, also when the connection is back', async () => {
  const { sql } = pool({ max: 1 })
  const reached: unknown[] = []
  const lost = sql.begin(async (tx) => {
    await tx`insert into notes values ('first')`
    gateway.reset()
    await sql`select 1`.catch(() => {})
    await sql`select 1`
    await tx`insert into notes values ('second')`.catch((error: unknown) => reached.push(error))
    await tx`insert into notes values ('third')`.catch((error: unknown) => reached.push(error))
  })
  await expect(lost).rejects.toSatisfy(isConnectionLoss)
  await expect.poll(() => reached.length, { timeout: 5_000 }).toBe(2)
  expect(reached.every(isConnectionLoss)).toBe(true)
  expect(await sql`select text from notes`).toEqual([])
})

test('a pool whose connection was reset closes at once', async () => {
  const { sql, close } = pool({ max: 1 })
  await sql`select 1`
  const cut = sql`select pg_sleep(10)`.catch((error: unknown) => error)
  await after(50)
  gateway.reset()
  expect(await cut).toSatisfy(isConnectionLoss)
  const since = performance.now()
  await close()
  expect(performance.now() - since).toBeLessThan(1_000)
})
