import { type Check, green, type Verdict, yellow } from '../verdict.ts'

export function judgeRateLimits(mode: string, max: number, windowSeconds: number): Verdict {
  const found = `${max} requests in ${windowSeconds} s`
  return mode === 'production' && max === 6_000 && windowSeconds === 60
    ? yellow(`${found}, the default`, 'Size RATE_LIMIT_MAX and RATE_LIMIT_WINDOW to what your callers need.')
    : green(found)
}

export const rateLimits: Check = {
  id: 'rate_limits',
  item: 'Rate limits sized',
  look({ env: { mode, values } }) {
    const { RATE_LIMIT_MAX, RATE_LIMIT_WINDOW } = values
    if (RATE_LIMIT_MAX === undefined || RATE_LIMIT_WINDOW === undefined)
      throw new Error('RATE_LIMIT_MAX or RATE_LIMIT_WINDOW is not valid')
    return judgeRateLimits(mode, RATE_LIMIT_MAX, RATE_LIMIT_WINDOW)
  },
}
