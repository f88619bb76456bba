/**
 * How many attempts took how long, or were how late, in buckets whose bounds never change, so histograms of other minutes and pods add up
 * exactly. Bucket 0 is up to 1 ms, and bucket i reaches from {@link growth}^(i-1) to growth^i ms. The array ends with the
 * last bucket that holds something.
 */
export type LatencyHistogram = number[]

/**
 * Any value of a bucket is within (growth - 1) / (growth + 1) = 9.1 % of the bucket's middle (DDSketch, Masson et al.
 * 2019); with the rounding of what is shown, a percentile is within 10 % of the real one.
 */
const growth = 1.2
/**
 * Over 8 days: no attempt lasts for so long, but one may wait behind a hold. An array ends with the last bucket that holds
 * something, so the far ones cost nothing where nothing is late.
 */
const lastBucket = 113

/** The bounds as they are compared with, so that no two machines differ by how they take a logarithm. */
const upperBounds = Array.from({ length: lastBucket }, (_, i) => growth ** i)

/** @param ms whole milliseconds */
export function latencyBucket(ms: number): number {
  let [low, high] = [0, lastBucket]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ms <= (upperBounds[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}

/** The longest duration of a bucket in milliseconds; null for the last one, which has no end. */
export function latencyUpTo(bucket: number): number | null {
  const bound = upperBounds[bucket]
  return bound === undefined ? null : significant(bound)
}

export function countLatency(histogram: LatencyHistogram, ms: number, count = 1): void {
  addAt(histogram, latencyBucket(ms), count)
}

export function addLatencies(to: LatencyHistogram, more: LatencyHistogram): void {
  for (const [bucket, count] of more.entries()) addAt(to, bucket, count)
}

/**
 * The duration in milliseconds that the share `p` of all attempts did not exceed; null when there were none. By the
 * nearest rank: p50 of one is that one.
 */
export function latencyPercentile(histogram: LatencyHistogram, p: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let left = Math.max(1, Math.ceil(p * total))
  const bucket = histogram.findIndex((count) => {
    left -= count
    return left <= 0
  })
  return significant(middleOf(bucket))
}

/** As far from the bucket's lower bound as from the upper one, relative to each. */
function middleOf(bucket: number): number {
  return bucket === 0 ? 1 : (2 * growth ** bucket) / (growth + 1)
}

function addAt(histogram: LatencyHistogram, bucket: number, count: number): void {
  while (histogram.length <= bucket) histogram.push(0)
  histogram[bucket] = (histogram[bucket] ?? 0) + count
}

/** Three digits: more would look more exact than it is. */
function significant(ms: number): number {
  return Number(ms.toPrecision(3))
}
