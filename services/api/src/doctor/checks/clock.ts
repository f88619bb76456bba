import { clockSkew } from '@g5/db'
import { type Check, green, red, type Verdict, yellow } from '../verdict.ts'

/** Receivers tolerate 300 s (Standard Webhooks); what is off by a tenth of that is broken. */
const mostMs = 30_000
const fineMs = 1_000

export function judgeSkew({ aheadMs, uncertainMs }: { aheadMs: number; uncertainMs: number }): Verdict {
  const off = Math.max(0, Math.abs(aheadMs) - uncertainMs)
  const found = `the database is ${Math.abs(aheadMs / 1_000).toFixed(2)} s ${aheadMs < 0 ? 'behind' : 'ahead of'} this host`
  const todo = 'Set both by NTP.'
  return off > mostMs ? red(found, todo) : off > fineMs ? yellow(found, todo) : green(found)
}

export const clock: Check = {
  id: 'clock',
  item: 'Clocks agree',
  look: async ({ sql }) => judgeSkew(await clockSkew(sql())),
}
