import { G5ConnectionError, type G5Error, G5Problem, G5UnexpectedAnswer } from './errors.ts'

/** Of the first wait; each later one is twice as long, up to the longest. */
const firstWaitMs = 250
const longestWaitMs = 8_000
/** A server that wants more than this is not waited for: its caller may have better to do. */
const patienceMs = 60_000

/**
 * How long to wait before trying again; undefined: not at all. A refusal for coming too often did nothing, so anything
 * may be tried again after it; what else may pass leaves open what was done.
 * @param tries made so far
 */
export function waitBefore(
  tries: number,
  failure: G5Error,
  { safe, now, random }: { safe: boolean; now: number; random: number },
): number | undefined {
  const { status, headers } = statusOf(failure)
  const passing = status === undefined ? failure instanceof G5ConnectionError : [502, 503, 504].includes(status)
  if (status !== 429 && !(passing && safe)) return undefined
  const backoff = Math.min(firstWaitMs * 2 ** (tries - 1), longestWaitMs) * (0.5 + random / 2)
  const asked = retryAfterMs(headers?.get('retry-after'), now)
  if (asked !== undefined && asked > patienceMs) return undefined
  return Math.max(backoff, asked ?? 0)
}

function statusOf(failure: G5Error): { status?: number; headers?: Headers } {
  return failure instanceof G5Problem || failure instanceof G5UnexpectedAnswer ? failure : {}
}

/** Seconds or a date (RFC 9110, section 10.2.3), as milliseconds from now. */
function retryAfterMs(value: string | null | undefined, now: number): number | undefined {
  if (!value) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** @throws the signal's reason when it ends the wait */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, failed) => {
    const stop = () => {
      clearTimeout(timer)
      failed(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      done()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
