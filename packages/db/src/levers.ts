import type { Sql } from './connect.ts'

/** What operators have set for all pods. */
export interface Levers {
  pausedQueues: ReadonlySet<string>
  /** Null: what LOG_LEVEL says. */
  logLevel: string | null
}

export interface LeverWatch {
  /** As they stood at the last look. */
  readonly now: Levers
  stop(): void
}

interface WatchOptions {
  /** Milliseconds between two looks. */
  everyMs: number
  onRead?(levers: Levers): void
  /** A look failed: what the last one saw still holds. */
  onError(error: unknown): void
}

/** Looks once before it returns, and then again and again; one look is under way at a time. */
export async function watchLevers(sql: Sql, { everyMs, onRead, onError }: WatchOptions): Promise<LeverWatch> {
  let now = await readLevers(sql)
  let looking = false
  onRead?.(now)

  async function look(): Promise<void> {
    if (looking) return
    looking = true
    try {
      now = await readLevers(sql)
      onRead?.(now)
    } catch (error) {
      onError(error)
    } finally {
      looking = false
    }
  }
  const timer = setInterval(() => void look(), everyMs)
  timer.unref()
  return {
    get now() {
      return now
    },
    stop: () => clearInterval(timer),
  }
}

async function readLevers(sql: Sql): Promise<Levers> {
  const [row] = await sql<[{ paused: string[] | null; level: string | null }]>`
    select (select json_agg(queue) from paused_queues) as paused,
           (select level from log_levels where until is null or until > now()) as level`
  return { pausedQueues: new Set(row.paused), logLevel: row.level }
}
