import { randomFrom } from './random.ts'

export const victims = ['api', 'worker 1', 'worker 2', 'both workers', 'redis', 'postgres'] as const
export type Victim = (typeof victims)[number]

/** One thing that goes wrong; the next comes when this one is repaired. */
export interface Fault {
  /** Milliseconds of peace before it. */
  afterMs: number
  victim: Victim
  /** `kill`: SIGKILL, and started again. `pause`: SIGSTOP, and SIGCONT. */
  how: 'kill' | 'pause'
  /** Milliseconds until it is repaired. */
  forMs: number
}

/**
 * What goes wrong, by the seed alone: every victim is killed and paused once before any is again.
 * @param seconds how long it may take at least, repairs not counted
 */
export function planFaults(seed: number, seconds: number, among: readonly Victim[] = victims): Fault[] {
  const random = randomFrom(seed)
  const between = (least: number, most: number) => Math.round(least + random() * (most - least))
  const faults: Fault[] = []
  let deck: Pick<Fault, 'victim' | 'how'>[] = []
  for (let passed = 0; passed < seconds * 1_000; ) {
    if (deck.length === 0)
      deck = among.flatMap((victim) => [
        { victim, how: 'kill' as const },
        { victim, how: 'pause' as const },
      ])
    const [next] = deck.splice(Math.floor(random() * deck.length), 1)
    if (!next) break
    const fault = { afterMs: between(300, 1_500), ...next, forMs: between(200, next.how === 'pause' ? 4_000 : 1_000) }
    faults.push(fault)
    passed += fault.afterMs + fault.forMs
  }
  return faults
}
