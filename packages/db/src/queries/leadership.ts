import postgres from 'postgres'
import { arrayTypes } from '../array-types.ts'
import { byKey, type Sql } from '../connect.ts'

/**
 * The one connection of a would-be leader. The server ends it when it falls silent for 5 s: a process that was
 * paused, or whose machine vanished, loses the lock and can't act on waking up.
 * @param onLost the connection closed, and the lock with it
 */
export function connectLeader(url: string, onLost: () => void): Sql {
  return postgres(url, {
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    types: arrayTypes,
    onnotice: () => {},
    onclose: onLost,
    connection: {
      application_name: 'g5-dispatcher',
      plan_cache_mode: 'force_generic_plan',
      ...byKey,
      idle_session_timeout: 5_000,
      idle_in_transaction_session_timeout: 5_000,
      statement_timeout: 10_000,
      tcp_user_timeout: 5_000,
      TimeZone: 'UTC',
    },
  })
}

/** Takes the lock and marks the session with the term; false while somebody else leads. Called again, it is a heartbeat. */
export async function beginTerm(sql: Sql, term: string): Promise<boolean> {
  const [row] = await sql<[{ leads: boolean }]>`
    select case when current_setting('g5.term', true) = ${term} then true
                when pg_try_advisory_lock(hashtext('g5.dispatcher'))
                then set_config('g5.term', ${term}, false) is not null
                else false end as leads`
  return row.leads
}
