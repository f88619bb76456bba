import { CronExpressionParser } from 'cron-parser'

/** Milliseconds after a failed try until the next: long enough not to hammer, short enough for the day to be saved. */
const retryMs = 15 * 60_000

interface Tries {
  good: { startedAt: number } | null
  failedAt: number | null
}

/**
 * Whether a backup has to be made now: none that is good has begun since the schedule last said so. A time that passed
 * while nobody ran is caught up with, and one that failed is tried again after a quarter of an hour.
 * @param cron of five or six fields, in UTC
 * @param now epoch milliseconds
 */
export function isBackupDue(cron: string, { good, failedAt }: Tries, now: number): boolean {
  const wanted = CronExpressionParser.parse(cron, { currentDate: new Date(now), tz: 'UTC' })
    .prev()
    .getTime()
  if (good && good.startedAt >= wanted) return false
  return failedAt === null || now - failedAt >= retryMs
}
