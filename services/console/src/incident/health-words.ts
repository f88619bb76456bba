import type { Health } from '@g5/sdk'
import { duration } from '../time/words.ts'

/** The one word of health, for people. */
export const statusWords: Record<Health['status'], { word: string; means: string }> = {
  ok: {
    word: 'Well',
    means: 'The deployment itself works: events are accepted, and what is due goes out.',
  },
  degraded: {
    word: 'Degraded',
    means: 'Events are accepted and nothing is lost, but something needs a look.',
  },
  down: { word: 'Down', means: 'Events are not accepted now. Senders get 503 and have to try again.' },
}

type Dependency = NonNullable<Health['postgres']>

export function dependencyWords({ status, latencyMs, detail }: Dependency): string {
  if (status === 'down') return detail === undefined ? 'away' : `away: ${detail}`
  return latencyMs === null ? 'up' : `up, answers in ${duration(latencyMs)}`
}

/** Undefined: nobody says anything of backups. */
export function backupWords(backup: Health['backup']): string | undefined {
  if (backup === undefined) return undefined
  return backup === null ? 'none was ever made' : `${duration(backup.ageSeconds * 1_000)} old`
}

export function migrationWords({ pending }: NonNullable<Health['migrations']>): string {
  if (pending === 0) return 'all are in'
  return pending === 1 ? '1 is pending' : `${pending} are pending`
}
