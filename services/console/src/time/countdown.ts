const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/**
 * Milliseconds until something, to be counted down: the two largest units, `4 min 10 s`. Rounded up, so that it says
 * `1 s` until it is over.
 */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  const first = units.findIndex(([, size]) => seconds >= size)
  if (first === -1) return '0 s'
  let left = seconds
  const parts = units.slice(first, first + 2).map(([unit, size]) => {
    const whole = Math.floor(left / size)
    left -= whole * size
    return whole > 0 ? `${whole} ${unit}` : ''
  })
  return parts.filter(Boolean).join(' ')
}
