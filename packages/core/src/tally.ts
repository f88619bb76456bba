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
}

/** Types and errors once each, then five numbers an attempt: about 15 bytes where a row would take 100. */
interface Packed {
  types: string[]
  errors: ErrorCode[]
  attempts: number[]
}

const numbersAnAttempt = 5

/** The attempts of one record, in their order, as short as text can be. */
export function packTally(attempts: readonly TalliedAttempt[]): string {
  const packed: Packed = { types: [], errors: [], attempts: [] }
  for (const { lane, type, error, durationMs, startedAgoMs } of attempts) {
    const delivered = error === null
    packed.attempts.push(lane, placeOf(packed.types, type), delivered ? -1 : placeOf(packed.errors, error))
    packed.attempts.push(durationMs, startedAgoMs)
  }
  return JSON.stringify(packed)
}

export function unpackTally(text: string): TalliedAttempt[] {
  const { types, errors, attempts }: Packed = JSON.parse(text)
  return Array.from({ length: attempts.length / numbersAnAttempt }, (_, i) => {
    const place = i * numbersAnAttempt
    const [lane = 0, type = 0, error = -1, durationMs = 0, startedAgoMs = 0] = attempts.slice(
      place,
      place + numbersAnAttempt,
    )
    return { lane, type: types[type] ?? '', error: errors[error] ?? null, durationMs, startedAgoMs }
  })
}

/** A batch has few types and fewer errors. */
function placeOf<T>(known: T[], value: T): number {
  const place = known.indexOf(value)
  return place >= 0 ? place : known.push(value) - 1
}
