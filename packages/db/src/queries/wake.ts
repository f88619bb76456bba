import { naturalBatch } from '@g5/core'
import type { Sql } from '../connect.ts'

/** The channel on which the dispatcher's leader hears of work. It polls as well: a lost message only costs time. */
const channel = 'g5_wake'

/**
 * `due`: a lane has a row due in `inMs`; `full`: a worker that holds so many of a lane has no room for more; `lane`: a lane's facts
 * changed; `sweep`: look at everything.
 */
export type Wake =
  | { kind: 'due'; lane: number; inMs: number }
  | { kind: 'full'; lane: number; held: number }
  | { kind: 'lane'; lane: number }
  | { kind: 'sweep' }

/** Postgres refuses a payload of 8,000 bytes. */
const maxPayload = 7_900

export interface Waker {
  /** Call it after the commit. */
  wake: (wake: Wake) => void
  drain(): Promise<void>
}

/** That rows of these lanes are due: now, or in so many milliseconds. Each lane is told of once. */
export function wakeDue({ wake }: Pick<Waker, 'wake'>, lanes: readonly number[], inMs = 0): void {
  for (const lane of new Set(lanes)) wake({ kind: 'due', lane, inMs })
}

/**
 * Tells the leader, outside transactions and coalesced: a NOTIFY takes a lock that all commits share. A message that is
 * lost costs time, never a row, since the leader looks anyway.
 */
export function createWaker(sql: Sql, onError: (error: unknown) => void): Waker {
  const batch = naturalBatch<Wake, undefined>({
    flush: async (wakes) => {
      await notifyLeader(sql, wakes)
      return wakes.map(() => undefined)
    },
    maxItems: 5_000,
    maxWaiting: 20_000,
  })
  return { wake: (wake) => void batch.add(wake).catch(onError), drain: batch.drain }
}

async function notifyLeader(sql: Sql, wakes: readonly Wake[]): Promise<void> {
  const words = new Set(wakes.map(word))
  let payload = ''
  const send = () => sql`select pg_notify(${channel}, ${payload})`
  for (const one of words) {
    if (payload.length + one.length + 1 > maxPayload) {
      await send()
      payload = ''
    }
    payload += payload ? ` ${one}` : one
  }
  if (payload) await send()
}

/** Listens on a connection of its own, made anew when it breaks; `onListen` is called each time, since messages got lost. */
export async function listenForWakes(
  sql: Sql,
  onWakes: (wakes: Wake[]) => void,
  onListen: () => void,
): Promise<{ stop(): Promise<void> }> {
  const { unlisten } = await sql.listen(channel, (payload) => onWakes(payload.split(' ').flatMap(parse)), onListen)
  return { stop: unlisten }
}

function word(wake: Wake): string {
  if (wake.kind === 'sweep') return 'sweep'
  if (wake.kind === 'full') return `${wake.lane}!${wake.held}`
  return wake.kind === 'lane' ? `${wake.lane}` : `${wake.lane}:${Math.max(0, Math.round(wake.inMs))}`
}

function parse(text: string): Wake[] {
  if (text === 'sweep') return [{ kind: 'sweep' }]
  const [full, held] = text.split('!').map(Number)
  if (full !== undefined && held !== undefined) return [{ kind: 'full', lane: full, held }]
  const [lane, inMs] = text.split(':').map(Number)
  if (!Number.isSafeInteger(lane) || lane === undefined) return []
  return [inMs === undefined ? { kind: 'lane', lane } : { kind: 'due', lane, inMs }]
}
