import type { RowOf } from '@g5/sdk'

type ApiKey = Pick<RowOf<'apiKeys.list'>, 'revokedAt' | 'expiresAt'>

const soonMs = 7 * 86_400_000

/** @param now Unix milliseconds */
export function stateOf(
  { revokedAt, expiresAt }: ApiKey,
  now: number,
): { tone: 'good' | 'warn' | 'idle'; word: string; live: boolean } {
  if (revokedAt !== null) return { tone: 'idle', word: 'Revoked', live: false }
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - now
  if (left <= 0) return { tone: 'idle', word: 'Expired', live: false }
  if (left < soonMs) return { tone: 'warn', word: 'Expires soon', live: true }
  return { tone: 'good', word: 'In use', live: true }
}
