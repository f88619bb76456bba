/** Of an even number of values the mean of the middle two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** Each figure's median over the runs; undefined of none. */
export function medians<Run extends { [Figure in keyof Run]: number }>(runs: readonly Run[]): Run | undefined {
  const [first] = runs
  if (!first) return undefined
  const names = Object.keys(first) as (keyof Run)[]
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))])) as Run
}

/** Undefined where there is nothing to compare. */
export function ratio(of: number | undefined, to: number | undefined): number | undefined {
  return of === undefined || to === undefined || !(to > 0) || Number.isNaN(of) ? undefined : of / to
}
