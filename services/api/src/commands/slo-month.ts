/** Unix minutes of a calendar month in UTC: the first, and the first of the next. */
export interface Month {
  from: number
  to: number
}

/** Hours of statistics are kept for as many days: what is older would be told in part. */
const keptDays = 90

/** @returns undefined for anything but YYYY-MM */
export function monthOf(text: string): Month | undefined {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? []
  if (year === undefined || month === undefined) return undefined
  const minuteOf = (months: number) => Date.UTC(Number(year), Number(month) - 1 + months) / 60_000
  return { from: minuteOf(0), to: minuteOf(1) }
}

/** How much of a month the statistics can tell. */
export function coverageOf({ from, to }: Month, nowMs: number): 'whole' | 'so far' | 'not yet' | 'no longer' {
  const now = nowMs / 60_000
  if (from > now) return 'not yet'
  if (from < now - keptDays * 1_440) return 'no longer'
  return to > now ? 'so far' : 'whole'
}
