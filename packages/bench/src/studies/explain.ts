import { arrayTypes, byKey, claim, type LeaseOptions, type Turn } from '@g5/db'
import postgres from 'postgres'

/** The plan of a claim as the leader runs it: the same text and parameters, generic plan. What it takes is leased. */
export async function explainClaim(databaseUrl: string, turns: readonly Turn[], lease: LeaseOptions): Promise<string> {
  let seen: { text: string; parameters: unknown[] } | undefined
  const sql = postgres(databaseUrl, {
    max: 1,
    fetch_types: false,
    types: arrayTypes,
    connection: { plan_cache_mode: 'force_generic_plan', ...byKey, TimeZone: 'UTC' },
    debug: (_connection, text, parameters) => {
      if (text.includes('open_deliveries')) seen = { text, parameters }
    },
  })
  try {
    await sql`select set_config('g5.term', 'nobody', false)`
    await claim(sql, 'somebody', turns, lease) // Of another's term: it takes nothing.
    if (!seen) throw new Error('the claim was not seen')
    const { text, parameters } = seen
    const plan = await sql.begin(async (tx) => {
      await tx`select set_config('g5.term', 'somebody', true)`
      const rows = await tx.unsafe<{ 'QUERY PLAN': string }[]>(
        `explain (analyze, buffers, costs off) ${text}`,
        parameters as never[],
      )
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    return `${plan}\n`
  } finally {
    await sql.end()
  }
}
