const minute = 60
const hour = 60 * minute
const day = 24 * hour
const units = { s: 1, m: minute, min: minute, h: hour, d: day } as const

const isUnit = (text: string): text is keyof typeof units => text in units

/** Seconds as people would say them: `5 s`, `5 min`, `1 h 30 min`, `24 h`, `3 days`. */
export function span(seconds: number): string {
  if (seconds < minute) return `${seconds} s`
  if (seconds < hour) return both(seconds, minute, 'min', 1, 's')
  if (seconds < 2 * day) return both(seconds, hour, 'h', minute, 'min')
  const days = Math.round(seconds / day)
  return `${days} days`
}

function both(seconds: number, large: number, name: string, small: number, smallName: string): string {
  const rest = Math.floor((seconds % large) / small)
  return `${Math.floor(seconds / large)} ${name}${rest > 0 ? ` ${rest} ${smallName}` : ''}`
}

/** Waits that are told one by one; of a longer schedule the last is told too. */
const told = 5

/** A schedule in words. Each wait is counted from the attempt before it, within a fifth either way. */
export function scheduleWords(schedule: readonly number[]): string {
  const waits = schedule.map((seconds, i) => (i === 0 && seconds === 0 ? 'at once' : `after ${span(seconds)}`))
  const last = waits.length > told ? [...waits.slice(0, told - 1), '…', ...waits.slice(-1)] : waits
  const total = schedule.reduce((sum, seconds) => sum + seconds, 0)
  const attempts = `${schedule.length} ${schedule.length === 1 ? 'attempt' : 'attempts'}`
  const end = total === 0 ? `gives up after ${attempts}` : `gives up after ${span(total)} (${attempts})`
  return `Tries ${last.join(', ')}; ${end}.`
}

/**
 * A schedule as it is typed: `0, 5, 5m, 2h`; without a unit it is seconds.
 * @returns undefined where something in it is no wait
 */
export function readSchedule(text: string): number[] | undefined {
  const waits = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((one) => {
      const [, number = '', unit = 's'] = /^(\d{1,7})(s|min|m|h|d)?$/.exec(one) ?? []
      return number && isUnit(unit) ? Number(number) * units[unit] : undefined
    })
  const known = waits.filter((wait) => wait !== undefined)
  return known.length === waits.length ? known : undefined
}
