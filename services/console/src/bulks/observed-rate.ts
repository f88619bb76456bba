export interface Sample {
  /** Unix milliseconds. */
  at: number
  touched: number
}

/** Milliseconds that are looked back: longer is calmer, shorter is truer. */
const windowMs = 30_000
/** Milliseconds below which a rate says more about chance than about the work. */
const leastMs = 4_000

/** The samples with one more, without those that are too old to count. */
export function sampled(samples: readonly Sample[], next: Sample): Sample[] {
  return [...samples.filter(({ at }) => at > next.at - windowMs && at < next.at), next]
}

/** How many a second were really touched; undefined as long as nobody can say. */
export function observedRate(samples: readonly Sample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at - first.at < leastMs) return undefined
  return Math.max(0, ((last.touched - first.touched) / (last.at - first.at)) * 1_000)
}
