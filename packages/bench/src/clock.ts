import { setTimeout as wait } from 'node:timers/promises'

/** Microseconds of CLOCK_MONOTONIC, which on Linux is one and the same for all processes of a machine. */
export function microseconds(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e6 + nanoseconds / 1e3
}

/** Until {@link microseconds} gives `moment`, or a few hundred more. */
export function waitUntil(moment: number): Promise<void> {
  return wait(Math.max(0, (moment - microseconds()) / 1e3))
}
