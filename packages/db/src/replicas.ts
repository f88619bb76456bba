import { setTimeout as wait } from 'node:timers/promises'
import { connect, type Database, isConnectionLoss } from './connect.ts'
import { type LogPosition, primaryPosition, replayedPosition } from './queries/replication.ts'
import type { TraceStatement } from './traced.ts'

interface ReplicasOptions {
  primary: Database
  urls: readonly string[]
  /** Connections to each. */
  max: number
  /** Seconds that a replica may be behind the primary and still be read. */
  maxLagSeconds: number
  trace?: TraceStatement | undefined
  watchEveryMs?: number
  /** A replica is read from now on, or no longer. */
  onChange(name: string, used: boolean, why: string): void
  /** Where a reading ended. */
  onRead?(from: 'replica' | 'primary'): void
}

interface Replica {
  /** Its host and port. */
  name: string
  db: Database
  /** `performance.now()` at a moment whose commits it has all carried out. */
  upTo: number
  why: string
  /** Undefined: nobody was told yet. */
  used: boolean | undefined
  /** It failed a reading, and was not looked at since. */
  avoided: boolean
  busy: boolean
}

/** Readings that may be a little old, from standbys where they are near enough, else from the primary. */
export interface Replicas {
  /** @param work reads, and only that: it is done once more on the primary when a replica fails it */
  read<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** Seconds that each is behind at most, in the order of the urls. */
  lags(): number[]
  close(): Promise<void>
}

/** Milliseconds after which a reading is done on the primary instead: a list is bounded, so the replica hangs. */
const patienceMs = 5_000

/**
 * How far a standby is behind is told without anybody's clock, and without what it says of itself: each second the
 * primary's position in its log is noted, and a standby that has come past a note has all that was committed before it.
 * One that is cut off, hangs, or is no standby at all, comes past no note. (With `synchronous_commit` off a commit is seen up
 * to 0.6 s before it is in that position.)
 */
export function connectReplicas(options: ReplicasOptions): Replicas {
  const { primary, urls, max, maxLagSeconds, trace, onChange, onRead = () => {} } = options
  const maxLagMs = maxLagSeconds * 1_000
  // What follows closely has passed the last note but one: several must fit into the lag that is allowed.
  const { watchEveryMs = Math.min(1_000, maxLagMs / 5) } = options
  const replicas = urls.map((url): Replica => {
    const db = connect(url, { max, name: 'g5-api-replica', deliveryPath: true, statementTimeoutMs: patienceMs, trace })
    return {
      name: new URL(url).host,
      db,
      upTo: Number.NEGATIVE_INFINITY,
      why: 'not looked at yet',
      used: undefined,
      avoided: false,
      busy: false,
    }
  })
  const began = performance.now()
  let notes: { position: LogPosition; at: number }[] = []
  let turn = 0
  let noting = false

  async function note(): Promise<void> {
    if (noting) return
    noting = true
    try {
      const at = performance.now()
      const position = await primaryPosition(primary.sql)
      notes = [...notes.filter((each) => at - each.at <= maxLagMs + 2 * watchEveryMs), { position, at }]
    } catch {
      // Whoever needs the primary says so. Without notes the replicas grow old, and then they are not read.
    } finally {
      noting = false
    }
  }

  async function look(replica: Replica): Promise<void> {
    if (replica.busy) return
    replica.busy = true
    try {
      const position = await replayedPosition(replica.db.sql)
      const ours = notes.filter((each) => each.position.of === position?.of)
      const passed = position && ours.findLast((each) => each.position.bytes <= position.bytes)
      if (passed) replica.upTo = passed.at
      replica.avoided = false
      replica.why = `it is more than ${maxLagSeconds} s behind`
      if (position === undefined) replica.why = 'it is no standby'
      else if (notes.length === 0) replica.why = 'the primary was not heard of yet'
      else if (ours.length === 0) replica.why = 'it is a standby of another database'
    } catch (error) {
      replica.why = error instanceof Error ? error.message : String(error)
    } finally {
      replica.busy = false
    }
  }

  const isNear = ({ upTo }: Replica) => performance.now() - upTo <= maxLagMs

  async function watch(): Promise<void> {
    await note()
    for (const replica of replicas) void look(replica)
    for (const replica of replicas) {
      const near = isNear(replica)
      if (near === replica.used) continue
      if (replica.used === undefined && !near && performance.now() - began <= maxLagMs) continue
      replica.used = near
      onChange(replica.name, near, near ? 'it is near enough' : replica.why)
    }
  }
  const timer = setInterval(() => void watch(), watchEveryMs).unref()
  void watch()

  function next(): Replica | undefined {
    const near = replicas.filter((replica) => isNear(replica) && !replica.avoided)
    return near[turn++ % near.length]
  }

  return {
    async read(work) {
      const replica = next()
      if (replica) {
        const settled = new AbortController()
        try {
          const late = wait(patienceMs, undefined, { signal: settled.signal }).then(() => Promise.reject(new Late()))
          const answer = await Promise.race([work(replica.db), late])
          onRead('replica')
          return answer
        } catch (error) {
          if (!(error instanceof Late || isReplicaFault(error))) throw error
          replica.avoided = true
        } finally {
          settled.abort()
        }
      }
      onRead('primary')
      return work(primary)
    },
    lags: () => replicas.map(({ upTo }) => (performance.now() - upTo) / 1_000),
    async close() {
      clearInterval(timer)
      await Promise.all(replicas.map(({ db }) => db.close()))
    },
  }
}

class Late extends Error {}

/**
 * What a primary would not have said: the connection, a conflict with what is replayed (40001, 40P01), a write (25006), and
 * that it took too long (57014). Also as Drizzle wraps it.
 */
function isReplicaFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (isConnectionLoss(error) || isReplicaFault(error.cause)) return true
  return 'code' in error && /^(40001|40P01|25006|57014)$/.test(String(error.code))
}
