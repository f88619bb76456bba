const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Milliseconds in the unit that people would use: `850 ms`, `4.2 s`, `3 min`, `5 h`, `2 d`. */
export function duration(ms: number): string {
  if (ms < second) return `${Math.round(ms)} ms`
  if (ms < 10 * second) return `${(ms / second).toFixed(1)} s`
  if (ms < minute) return `${Math.floor(ms / second)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < 2 * day) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / day)} d`
}

/** How long ago, or in how long, seen from `now`; both in Unix milliseconds. */
export function relative(at: number, now: number): string {
  const away = at - now
  if (Math.abs(away) < 5 * second) return away > 0 ? 'in a moment' : 'just now'
  const whole = Math.abs(away) < minute ? Math.floor(Math.abs(away) / second) * second : Math.abs(away)
  const words = whole < minute ? `${Math.floor(whole / second)} s` : duration(whole)
  return away > 0 ? `in ${words}` : `${words} ago`
}

const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false },
})

/** In the reader's zone, which it names. */
export const exact = (at: number) => exactly.format(at)
export const clockTime = (at: number) => clock.format(at)
export const shortTime = (at: number) => dayAndClock.format(at)
