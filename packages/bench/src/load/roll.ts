/** How often each event, by its number, was seen. */
export function createRoll() {
  let counts = new Uint8Array(1 << 16)
  let length = 0
  return {
    /** @returns how often it has been seen now */
    mark(n: number): number {
      if (n >= counts.length) {
        const larger = new Uint8Array(Math.max(counts.length * 2, n + 1))
        larger.set(counts)
        counts = larger
      }
      length = Math.max(length, n + 1)
      const seen = Math.min((counts[n] ?? 0) + 1, 255)
      counts[n] = seen
      return seen
    },
    counts: () => counts.slice(0, length),
  }
}

/**
 * Of the events in the first roll, deliveries that the second never saw.
 * @param fan deliveries an event makes; those of event `n` are numbered from `n * fan` on
 */
export function missing(wanted: Uint8Array, seen: Uint8Array, fan = 1): number {
  let lost = 0
  for (let n = 0; n < wanted.length * fan; n++) if (wanted[Math.floor(n / fan)] && !seen[n]) lost++
  return lost
}
