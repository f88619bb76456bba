/**
 * How far the count of any window is off the fair one, as a share of it. Windows begin at each arrival; those that would
 * reach past the last are left out.
 * @param moments in any unit, that of the window
 */
export function worstDeviation(moments: readonly number[], window: number, fair: number): number {
  const sorted = [...moments].sort((a, b) => a - b)
  const last = sorted.at(-1) ?? Number.NaN
  let worst = 0
  let end = 0
  for (const [i, from] of sorted.entries()) {
    if (from + window > last) break
    while ((sorted[end] ?? Number.POSITIVE_INFINITY) < from + window) end++
    worst = Math.max(worst, Math.abs(end - i - fair) / fair)
  }
  return worst
}
