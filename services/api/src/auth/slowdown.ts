import { hashToken } from '@g5/core'
import { HttpProblem } from '../problem.ts'
import type { Counters } from '../rate-limit/counters.ts'

/** Tries at a password, an invite or a code within a minute, right or wrong. Short enough that nobody is locked out for long on purpose. */
export interface SlowdownLimits {
  perAccount: number
  perAddress: number
}

const windowMs = 60_000

export interface Slowdown {
  /** Counts a try. @param account what is tried: an e-mail address, a token @throws {HttpProblem} `rate_limited` */
  attempt(account: string, address: string): void
}

/** Guessing is slow, by account and by address, whether or not the account exists. */
export function createSlowdown(
  counters: Counters,
  onRefused: () => void,
  { perAccount, perAddress }: SlowdownLimits = { perAccount: 10, perAddress: 30 },
): Slowdown {
  function count(key: string, max: number) {
    const { current, ttl } = counters.hit(key, windowMs)
    if (current <= max) return
    onRefused()
    const seconds = String(Math.ceil(ttl / 1000))
    throw new HttpProblem('rate_limited', {
      detail: `Too many tries: wait ${seconds} s.`,
      headers: { 'retry-after': seconds },
    })
  }
  return {
    attempt(account, address) {
      count(`login-address:${address}`, perAddress)
      count(`login-account:${hashToken(account.toLowerCase()).toString('base64url')}`, perAccount)
    },
  }
}
