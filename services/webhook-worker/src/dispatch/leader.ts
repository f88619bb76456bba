import { randomUUID } from 'node:crypto'
import { beginTerm, connectLeader, listenForWakes, type Sql } from '@g5/db'
import type { Logger } from '@g5/telemetry'
import { createTerm, type Term, type TermOptions } from './term.ts'

export interface Dispatch extends TermOptions {
  databaseUrl: string
  /** Any pool: hears the wakes. */
  sql: Sql
  log: Logger
}

/** A worker whose queue was away leaves the office to others for so long. */
const queuelessPauseMs = 2_000

/** Every worker stands for leader; one leads at a time, by an advisory lock on a connection of its own. */
export function startDispatcher(options: Dispatch): { stop(): Promise<void> } {
  const { databaseUrl, sql, log, metrics, heartbeatMs } = options
  const stopping = new AbortController()
  let current: Term | undefined

  const listening = listenForWakes(
    sql,
    (wakes) => current?.hear(wakes),
    () => current?.hear([{ kind: 'sweep' }]),
  ).catch((error) => {
    log.error({ err: error }, 'cannot listen for wakes: due rows are found by polling')
    return undefined
  })

  const running = (async () => {
    while (!stopping.signal.aborted) {
      const pauseMs = await standOnce().catch((error) => {
        log.warn({ err: error }, 'the dispatcher lost its database connection and stands again')
        return heartbeatMs
      })
      await pause(pauseMs, stopping.signal)
    }
  })()

  /** Waits for the office, leads if it gets it; milliseconds until it should stand again. */
  async function standOnce(): Promise<number> {
    let lose = () => {}
    let lost = false
    const connection = connectLeader(databaseUrl, () => {
      lost = true
      lose()
    })
    try {
      const term = randomUUID()
      while (!(await beginTerm(connection, term))) {
        if (stopping.signal.aborted || lost) return heartbeatMs
        await pause(heartbeatMs, stopping.signal)
      }
      if (stopping.signal.aborted || lost) return 0
      current = createTerm(connection, term, options)
      lose = current.lose
      log.info({ term }, 'leads the dispatch')
      metrics.leader.set(1)
      const how = await current.lead()
      log.info({ term, how }, 'leads no more')
      return how === 'queueless' ? queuelessPauseMs : 0
    } finally {
      current = undefined
      metrics.leader.set(0)
      lose = () => {}
      await connection.end({ timeout: 1 })
    }
  }

  return {
    async stop() {
      stopping.abort()
      current?.stop()
      await running
      await (await listening)?.stop()
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
