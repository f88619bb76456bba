import { connect, type Sql } from '../connect.ts'
import { retentionLockMs } from './retention.ts'

/** In the order in which they go: what is left refers to nothing that anybody could still ask for. */
export const datedTables = ['events', 'settled_deliveries', 'attempts'] as const
export type PartitionedTable = (typeof datedTables)[number] | 'audit_log'

/** The lowest id of the audit log that is kept; months go whole. */
export async function auditKeptFrom(sql: Sql, days: number): Promise<string> {
  const [row] = await sql<[{ id: string }]>`select uuid_bound(now() - ${days} * interval '1 day') as id`
  return row.id
}

/** A partition on its way out. After `DETACH` only its mark tells whose it was. */
export interface GoingPartition {
  name: string
  /** `detaching`: somebody was stopped in the middle of it. */
  state: 'attached' | 'detaching' | 'detached'
}

const markOf = (table: PartitionedTable) => `past retention: ${table}`

/** The partitions of a table that lie wholly below an id, the oldest first; those half gone before all others. */
export async function goingPartitions(sql: Sql, table: PartitionedTable, keptFrom: string): Promise<GoingPartition[]> {
  const rows = await sql<GoingPartition[]>`
    select c.relname as name,
           case when i.inhrelid is null then 'detached' when i.inhdetachpending then 'detaching' else 'attached' end as state
      from pg_class c left join pg_inherits i on i.inhrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
        and case when i.inhrelid is null then obj_description(c.oid, 'pg_class') = ${markOf(table)}
                 else i.inhparent = ${table}::regclass
                   and substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''([0-9a-f-]{36})''\\)')::uuid <= ${keptFrom}::uuid
            end
      order by state desc, c.relname`
  return [...rows]
}

/**
 * The one connection that drops partitions; undefined when somebody else has it. What it sets and holds ends with it.
 */
export async function retentionSession(url: string): Promise<{ sql: Sql; close(): Promise<void> } | undefined> {
  const { sql, close } = connect(url, { max: 1, name: 'g5-retention', lockTimeoutMs: retentionLockMs })
  let ours = false
  try {
    const [row] = await sql<[{ ours: boolean }]>`select pg_try_advisory_lock(hashtext('g5.retention')) as ours`
    ours = row.ours
  } finally {
    if (!ours) await close()
  }
  return ours ? { sql, close } : undefined
}

/**
 * Takes a partition out of its table and drops it, from wherever the last one who tried was stopped. Nobody who reads or
 * writes the table waits: `CONCURRENTLY` waits for those who began before, and no longer than the session's lock_timeout.
 * @param session a single connection: none of this can be done in a transaction
 * @throws {Error} with SQLSTATE 55P03 when a lock was not to be had; the next try goes on from there
 */
export async function dropPartition(
  session: Sql,
  table: PartitionedTable,
  { name, state }: GoingPartition,
): Promise<void> {
  const [parent, child] = [session(table), session(name)]
  if (state === 'attached') {
    await session`comment on table ${child} is ${session.unsafe(`'${markOf(table)}'`)}`
    await session`alter table ${parent} detach partition ${child} concurrently`.simple()
  }
  if (state === 'detaching') await session`alter table ${parent} detach partition ${child} finalize`.simple()
  await session`drop table ${child}`
}

/** Also as Drizzle wraps it. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && (('code' in error && error.code === '55P03') || isLockTimeout(error.cause))
}
