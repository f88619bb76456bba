import { newestDeadLetters, type Sql } from '@g5/db'
import type { DeadLetterMirror } from '@g5/queue'

/** What the queue `webhooks-dlq` shows, at most. */
const shown = 10_000

/** Puts back what a flush of the queue erased, and takes out what is no longer dead. Postgres is the truth. */
export async function rebuildDeadLetterMirror(sql: Sql, mirror: DeadLetterMirror): Promise<void> {
  await mirror.rebuild(await newestDeadLetters(sql, shown))
}
