import { connect, primaryPosition, replayedPosition, type Sql } from '@g5/db'
import { type Check, green, red, type Verdict, yellow } from '../verdict.ts'

/** Bytes of the log that a standby may be behind in the moment of a look: a few seconds of a busy deployment. */
const fineBytes = 64 * 1_048_576

export interface Standby {
  /** Host and port. */
  name: string
  /** Bytes of the log that it has not carried out yet; undefined when it is no standby. */
  behindBytes: number | undefined
}

export function judgeStandbys(standbys: readonly Standby[]): Verdict {
  const none = standbys.filter(({ behindBytes }) => behindBytes === undefined).map(({ name }) => name)
  if (none.length > 0)
    return red(`${none.join(', ')}: no standby of this database`, 'Name standbys of the database, not the database.')
  const most = Math.max(...standbys.map(({ behindBytes = 0 }) => behindBytes))
  const found = `${standbys.length}, at most ${(most / 1_048_576).toFixed(1)} MiB behind`
  return most > fineBytes
    ? yellow(found, 'Look at pg_stat_replication: lists come from the primary meanwhile.')
    : green(found)
}

export const replicas: Check = {
  id: 'replicas',
  item: 'Read replicas follow',
  async look({ env, sql }) {
    const urls = env.values.DATABASE_REPLICA_URLS
    if (!urls) return green('not used: there is no DATABASE_REPLICA_URLS')
    return judgeStandbys(await Promise.all(urls.map((url) => standbyAt(url, sql()))))
  },
}

async function standbyAt(url: string, primary: Sql): Promise<Standby> {
  const { sql, close } = connect(url, { max: 1, name: 'g5-doctor' })
  try {
    const written = await primaryPosition(primary)
    const replayed = await replayedPosition(sql)
    return {
      name: new URL(url).host,
      behindBytes: replayed?.of === written.of ? Math.max(0, written.bytes - replayed.bytes) : undefined,
    }
  } finally {
    await close()
  }
}
