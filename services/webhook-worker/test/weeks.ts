import { datedTables, type Sql } from '@g5/db'

const dayMs = 86_400_000

/** The week that began `ago` weeks before this one, in UTC. */
export interface Week {
  /** As partitions have it at the end of their names. */
  name: string
  /** Somewhere in its middle, in milliseconds since the epoch. */
  at: number
}

/** Makes the partitions of a week long past, as they were made when it came. */
export async function addWeek(sql: Sql, ago: number): Promise<Week> {
  const [week] = await sql<[{ name: string; starts: string; ends: string; at: string }]>`
    select to_char(w, 'IYYY"w"IW') as name, uuid_bound(w at time zone 'UTC') as starts,
           uuid_bound((w + interval '1 week') at time zone 'UTC') as ends,
           (extract(epoch from w at time zone 'UTC') * 1000)::text as at
      from (select date_trunc('week', now() at time zone 'UTC') - ${ago} * interval '1 week' as w) w`
  const { name, starts, ends } = week
  for (const table of datedTables) {
    const child = sql(`${table}_${name}`)
    await sql`create table ${child} (like ${sql(table)} including defaults including constraints)`
    await sql`alter table ${sql(table)} attach partition ${child}
      for values from (${sql.unsafe(`'${starts}'`)}) to (${sql.unsafe(`'${ends}'`)})`
  }
  return { name, at: Number(week.at) + 3 * dayMs }
}

/** Tables of this name, attached to the others or not. */
export async function tablesOf(sql: Sql, { name }: Week): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class where relname = any(${datedTables.map((table) => `${table}_${name}`)}::text[]) order by 1`
  return rows.map((row) => row.name)
}
