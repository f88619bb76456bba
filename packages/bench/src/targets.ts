import type { Summary } from './summary.ts'

/** What the product promises of itself, on a machine of 2 cores that everything shares. A noisy one can miss it. */
export interface Target {
  what: string
  value: number
  unit: string
  /** In words. */
  target: string
  reached: boolean
}

/** Those that these runs can tell of. */
export function targetsOf({ medians, ratios }: Summary): Target[] {
  const { steady, fanout } = medians
  return [
    atLeast(0.45, 'ingest by the bare route, events a CPU-second', ratios.ingestByRoute, ''),
    atMost(2, 'worker by the bare sign + request, CPU a delivery', ratios.workerByRequest, 'x'),
    atLeast(5, 'stream by obvious, in and out', ratios.streamByObvious, 'x'),
    atLeast(0.97, 'stream: delivered by accepted', ratios.deliveredByAccepted, ''),
    atMost(12, 'steady: sent to received, p50', steady?.receiptP50Ms, ' ms'),
    atMost(60, 'steady: sent to received, p99', steady?.receiptP99Ms, ' ms'),
    atLeast(3_000, 'fanout: deliveries a second', fanout?.deliveredPerSecond, ''),
    atLeast(0.85, 'drain by stream', ratios.drainByStream, ''),
  ].flatMap((target) => target ?? [])
}

function atLeast(least: number, what: string, value: number | undefined, unit: string): Target | undefined {
  return value === undefined
    ? undefined
    : { what, value, unit, target: `at least ${least}${unit}`, reached: value >= least }
}

function atMost(most: number, what: string, value: number | undefined, unit: string): Target | undefined {
  return value === undefined
    ? undefined
    : { what, value, unit, target: `at most ${most}${unit}`, reached: value <= most }
}
