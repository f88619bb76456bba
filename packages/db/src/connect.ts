import { readJson } from '@g5/core'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { arrayTypes } from './array-types.ts'
import * as schema from './schema/index.ts'
import { type TraceStatement, traced } from './traced.ts'

export type Sql = postgres.Sql
/** A {@link Sql} or a transaction of it. */
export type SqlTx = postgres.ISql
export type Orm = PostgresJsDatabase<typeof schema>
/** An {@link Orm} or a transaction of it. */
export type Tx = Pick<Orm, 'select' | 'insert' | 'update' | 'delete' | 'execute'>

export interface Database {
  /** The delivery path: statements as they are, prepared. */
  sql: Sql
  /** Everything else. Both use the same connections. */
  orm: Orm
  close(): Promise<void>
}

export interface ConnectOptions {
  max: number
  /** Shown in pg_stat_activity. */
  name: string
  /** Milliseconds a statement may run before the server ends it. */
  statementTimeoutMs?: number
  /** Milliseconds a statement may wait for a lock; unless told, as long as it may run. */
  lockTimeoutMs?: number
  /** For the delivery path and for lists, whose statements find rows by an index: see {@link byKey}. */
  deliveryPath?: boolean
  /** For a span of each statement. */
  trace?: TraceStatement | undefined
}

/**
 * Never reads a table whole where an index serves. A generic plan is made once and kept: one made while a table was
 * empty finds that reading all of it costs nothing, and would go on when there are millions of rows.
 */
export const byKey = { enable_seqscan: 'off' } as const

/** The driver's own would parse keys as V8 does, which is not always as they are written: see {@link readJson}. */
const json = {
  to: 114,
  from: [114, 3802],
  serialize: (value: unknown) => JSON.stringify(value),
  parse: readJson,
}

/**
 * Opens a pool. Nothing connects before the first statement, and a lost connection is made anew by the next one.
 * Plans are generic: the statements of the delivery path are few and their parameters are arrays, so planning each
 * call anew costs more than it finds.
 */
export function connect(
  url: string,
  { max, name, statementTimeoutMs = 30_000, lockTimeoutMs, deliveryPath, trace }: ConnectOptions,
): Database {
  const pool = postgres(url, {
    max,
    onnotice: () => {},
    connect_timeout: 5,
    max_lifetime: null,
    fetch_types: false,
    types: { ...arrayTypes, json },
    // Seconds between two tries at a database that is away. The driver's own 20 would keep requests waiting for as long.
    backoff: () => 0.2,
    connection: {
      application_name: name,
      plan_cache_mode: 'force_generic_plan',
      // Before 18 a table that is read whole although it shall not be seems endlessly dear, and dear plans are compiled.
      jit: 'off',
      ...(deliveryPath && byKey),
      statement_timeout: statementTimeoutMs,
      ...(lockTimeoutMs !== undefined && { lock_timeout: lockTimeoutMs }),
      TimeZone: 'UTC',
    },
  })
  const sql = trace ? traced(pool, trace) : pool
  return { sql, orm: drizzle(sql, { schema }), close: () => pool.end({ timeout: 5 }) }
}

/** A row times out or the connection breaks; the statement may or may not have been carried out. */
export function isConnectionLoss(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code) || /^(08|57P0|53)/.test(code)
  )
}

/** SQLSTATE class 22 and 23: a value that the database can't hold. The same statement will fail again. */
export function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))
}

/** The type of an array of booleans, which the driver would take for one boolean: `sql.array(values, booleans)`. */
export const booleans = 1000
