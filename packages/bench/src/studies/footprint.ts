import { setTimeout as wait } from 'node:timers/promises'
import type { Sql } from '@g5/db'
import type { Ground } from '../ground.ts'
import { payloadOf } from '../load/traffic.ts'
import { makeEndpoint, makeTenant } from '../processes/g5.ts'
import type { Scope } from '../scope.ts'
import type { Finding } from './finding.ts'
import { prepare } from './prepare.ts'

const events = 50_000
const batch = 100
const type = 'bench.order_0'

/** What an event that goes to one endpoint leaves behind: rows and indexes until retention, and the log of all it did. */
export async function studyFootprint(scope: Scope, ground: Ground): Promise<Finding[]> {
  const { ask, port, product, sql, orm } = await prepare(scope, ground)
  const { url } = await product.startApi()
  const key = await makeTenant(orm, 0)
  await makeEndpoint(url, key, `http://127.0.0.1:${port}/hooks`, type)
  await product.startWorker()
  await sql`checkpoint` // Each page is written whole into the log after one; a deployment has them rarely.
  const before = await written(sql)
  for (let n = 0; n < events; n += batch) {
    await postBatch(url, key, n)
    ground.say(`${n} of ${events} accepted`)
  }
  while ((await ask('count', undefined)) < events || (await open(sql)) > 0) await wait(50)
  const after = await written(sql)
  const each = (part: keyof typeof before) => (after[part] - before[part]) / events
  return [
    { what: 'an event with its payload of 500 bytes, indexes included', value: each('events'), unit: 'bytes' },
    { what: 'its settled delivery', value: each('settled'), unit: 'bytes' },
    { what: 'an attempt', value: each('attempts'), unit: 'bytes' },
    { what: "the database's log of all that, from POST to webhook", value: each('log'), unit: 'bytes' },
  ]
}

async function postBatch(url: string, key: string, from: number): Promise<void> {
  const each = Array.from(
    { length: batch },
    (_, i) => `{"type":"${type}","payload":${payloadOf({ n: from + i, at: 0 })}}`,
  )
  const answer = await fetch(`${url}/v1/events/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: `{"events":[${each}]}`,
  })
  if (!answer.ok) throw new Error(`a batch was not accepted: ${answer.status} ${await answer.text()}`)
  await answer.body?.cancel()
}

async function open(sql: Sql): Promise<number> {
  const [row] = await sql<[{ n: number }]>`select count(*)::int as n from open_deliveries`
  return row.n
}

/** Bytes on disk, of all partitions, and of the log so far. */
async function written(sql: Sql) {
  const [row] = await sql<[{ events: number; settled: number; attempts: number; log: number }]>`
    with sizes as (
      select p.relname as name, sum(pg_total_relation_size(i.inhrelid))::float8 as bytes
      from pg_inherits i join pg_class p on p.oid = i.inhparent where p.relkind = 'p' group by p.relname)
    select (select bytes from sizes where name = 'events') as events,
      (select bytes from sizes where name = 'settled_deliveries') as settled,
      (select bytes from sizes where name = 'attempts') as attempts,
      pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as log`
  return row
}
