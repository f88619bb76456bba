import type { Sql } from './connect.ts'

/** The database's clock, as near as one round trip tells. A pod's own clock is never asked. */
export interface DatabaseClock {
  /** Milliseconds since the epoch. */
  now(): number
  stop(): void
}

/** Reads the clock now and again every `everyMs`; in between, the monotonic clock of this process carries it on. */
export async function databaseClock(sql: Sql, everyMs = 10_000): Promise<DatabaseClock> {
  let offset = await measure(sql)
  const timer = setInterval(() => {
    measure(sql).then(
      (next) => {
        offset = next
      },
      () => {}, // The database is away; the last offset still holds, and ingest says so itself.
    )
  }, everyMs)
  timer.unref()
  return { now: () => performance.now() + offset, stop: () => clearInterval(timer) }
}

async function measure(sql: Sql): Promise<number> {
  const sent = performance.now()
  const [row] = await sql<[{ ms: number }]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`
  return row.ms - (sent + performance.now()) / 2
}
