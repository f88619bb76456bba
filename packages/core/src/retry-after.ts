/** No receiver may put us off for longer than this. */
export const longestRetryAfterMs = 24 * 3_600_000

/**
 * The wait, in milliseconds, that a `Retry-After` header asks for (RFC 9110, section 10.2.3): seconds, or a date.
 * `undefined` when there is none or it is neither. At most 24 h, never negative.
 * @param date the answer's own `Date`: a date is read by the clock of who wrote it, so a wrong clock does no harm
 * @param now Unix milliseconds, for an answer without a `Date`
 */
export function retryAfterMs(header: string | undefined, date: string | undefined, now: number): number | undefined {
  const wait = header === undefined ? undefined : asked(header.trim(), date, now)
  return wait === undefined ? undefined : Math.min(Math.max(wait, 0), longestRetryAfterMs)
}

function asked(value: string, date: string | undefined, now: number): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const until = httpDate(value)
  return until === undefined ? undefined : until - (httpDate(date?.trim() ?? '') ?? now)
}

/** RFC 9110, section 5.6.7: each of its forms starts with a day's name, which keeps `Date.parse` from guessing. */
function httpDate(text: string): number | undefined {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined
  // The oldest form, asctime, names no zone and is UTC all the same.
  const time = Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`)
  return Number.isNaN(time) ? undefined : time
}
