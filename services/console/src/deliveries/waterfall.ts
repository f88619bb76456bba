import type { Attempt } from '@g5/sdk'

export type Phase = 'dns' | 'connect' | 'tls' | 'firstByte' | 'rest' | 'unanswered'

/** A stretch of an attempt; milliseconds, from the attempt's start. */
export interface Stretch {
  phase: Phase
  startMs: number
  ms: number
}

export const phaseNames: Record<Phase, string> = {
  dns: 'DNS',
  connect: 'Connect',
  tls: 'TLS',
  firstByte: 'First byte',
  rest: 'Rest of the answer',
  unanswered: 'Until it failed',
}

/**
 * What an attempt's time went into, in its order. The API tells when each phase was over; a connection that was kept
 * from before has none of the first three.
 */
export function stretchesOf({ durationMs, timings }: Pick<Attempt, 'durationMs' | 'timings'>): Stretch[] {
  const marks = [
    ['dns', timings?.dnsMs],
    ['connect', timings?.connectMs],
    ['tls', timings?.tlsMs],
    ['firstByte', timings?.firstByteMs],
  ] as const
  const stretches: Stretch[] = []
  let reached = 0
  for (const [phase, mark] of marks) {
    if (mark === null || mark === undefined) continue
    const end = Math.min(Math.max(mark, reached), Math.max(durationMs, reached))
    stretches.push({ phase, startMs: reached, ms: end - reached })
    reached = end
  }
  const answered = stretches.at(-1)?.phase === 'firstByte'
  if (durationMs > reached || stretches.length === 0)
    stretches.push({ phase: answered ? 'rest' : 'unanswered', startMs: reached, ms: Math.max(0, durationMs - reached) })
  return stretches
}

/** Milliseconds that the whole width stands for: all attempts of a delivery are drawn to the same. */
export const scaleOf = (attempts: readonly Pick<Attempt, 'durationMs'>[]): number =>
  Math.max(1, ...attempts.map(({ durationMs }) => durationMs))

/** Where a stretch lies on that scale, in per cent of the width. */
export function placeOf({ startMs, ms }: Stretch, scaleMs: number): { left: number; width: number } {
  const per = (value: number) => Math.round((value / scaleMs) * 10_000) / 100
  const left = Math.min(per(startMs), 100)
  return { left, width: Math.min(per(ms), 100 - left) }
}
