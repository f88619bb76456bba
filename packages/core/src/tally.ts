import type { ErrorCode } from '@g5/contracts'

/** What statistics keep of an attempt. */
export interface TalliedAttempt {
  lane: number
  /** Of its event. */
  type: string
  /** Null: it was delivered. */
  error: ErrorCode | null
  /** Whole milliseconds. */
  durationMs: number
  /** Whole milliseconds between its start and its record. */
  startedAgoMs: number
  /** Whole milliseconds that its delivery had waited for it; undefined for any but the first. */
  firstAttemptDelayMs?: number | undefined
}

/** Types and errors once each, then a few numbers an attempt: about 20 bytes where a row would take 100. */
interface Packed {
  types: string[]
  errors: ErrorCode[]
  attempts: number[]
  /** One an attempt, {@link noDelay} for any but a first one. A part of its own: who doesn't know it reads the rest. */
  delays?: number[]
}

const numbersAnAttempt = 5
const noDelay = -1

/** The attempts of one record, in their order, as short as text can be. */
export function packTally(attempts: readonly TalliedAttempt[]): string {
  const packed: Packed & { delays: number[] } = { types: [], errors: [], attempts: [], delays: [] }
  for (const { lane, type, error, durationMs, startedAgoMs, firstAttemptDelayMs } of attempts) {
    const delivered = error === null
    packed.attempts.push(lane, placeOf(packed.types, type), delivered ? -1 : placeOf(packed.errors, error))
    packed.attempts.push(durationMs, startedAgoMs)
    packed.delays.push(firstAttemptDelayMs ?? noDelay)
  }
  return JSON.stringify(packed)
}

export function unpackTally(text: string): TalliedAttempt[] {
  const { types, errors, attempts, delays = [] }: Packed = JSON.parse(text)
  return Array.from({ length: attempts.length / numbersAnAttempt }, (_, i) => {
    const place = i * numbersAnAttempt
    const [lane = 0, type = 0, error = -1, durationMs = 0, startedAgoMs = 0] = attempts.slice(
      place,
      place + numbersAnAttempt,
    )
    const delay = delays[i] ?? noDelay
    const firstAttemptDelayMs = delay === noDelay ? undefined : delay
    return {
      lane,
      type: types[type] ?? '',
      error: errors[error] ?? null,
      durationMs,
      startedAgoMs,
      firstAttemptDelayMs,
    }
  })
}

/** A batch has few types and fewer errors. */
function placeOf<T>(known: T[], value: T): number {
  const place = known.indexOf(value)
  return place >= 0 ? place : known.push(value) - 1
}
