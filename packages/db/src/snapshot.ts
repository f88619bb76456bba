/** Which transactions a moment saw committed. */
export interface TransactionSnapshot {
  /** This one had not begun, nor any after it. */
  xmax: bigint
  running: ReadonlySet<bigint>
}

/** @param text as `pg_current_snapshot()` writes it; undefined: it is none */
export function readSnapshot(text: string): TransactionSnapshot | undefined {
  const [, xmax, running] = /^\d{1,20}:(\d{1,20}):((?:\d{1,20}(?:,\d{1,20})*)?)$/.exec(text) ?? []
  if (xmax === undefined || running === undefined) return undefined
  return { xmax: BigInt(xmax), running: new Set(running.split(',').map((xid) => BigInt(xid))) }
}

/**
 * Was a row that is there now, as it is now, there already?
 * @param xid the row's `xmin`: the lower 32 bits of its transaction, which lies within 2^31 of the snapshot
 */
export function saw({ xmax, running }: TransactionSnapshot, xid: string): boolean {
  const whole = xmax + BigInt.asIntN(32, BigInt(xid) - xmax)
  return whole < xmax && !running.has(whole)
}
