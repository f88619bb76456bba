import postgres from 'postgres'

/**
 * Lets time pass in a database without waiting: every timestamptz of every table in schema public moves back by
 * `seconds`, in one transaction, and the dispatcher's leader is told to look again. What was due in an hour is due now
 * after `elapse(sql, 3600)`. Ids keep the time they carry.
 */
export async function elapse(database: string | postgres.Sql, seconds: number): Promise<void> {
  const own = typeof database === 'string' ? postgres(database, { max: 1, onnotice: () => {} }) : undefined
  const sql = own ?? (database as postgres.Sql)
  try {
    await sql.begin(async (tx) => {
      for (const { table, columns } of await timestamps(tx)) {
        const moved = columns.map((column) => `${column} = ${column} - make_interval(secs => $1)`)
        const anySet = columns.map((column) => `${column} is not null`)
        await tx.unsafe(`update ${table} set ${moved.join(', ')} where ${anySet.join(' or ')}`, [seconds])
      }
      await tx`select pg_notify('g5_wake', 'sweep')`
    })
  } finally {
    await own?.end({ timeout: 5 })
  }
}

/** Quoted names. A partition's rows are moved through its parent; views and generated columns follow by themselves. */
function timestamps(tx: postgres.TransactionSql) {
  return tx<{ table: string; columns: string[] }[]>`
    select format('%I.%I', n.nspname, c.relname) as table,
           array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and a.atttypid = 'timestamptz'::regtype and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by 1 order by 1`
}
