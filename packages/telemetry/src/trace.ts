import { randomBytes } from 'node:crypto'

/** Where a request stands in a trace (W3C Trace Context, level 1). */
export interface TraceParent {
  /** 32 lower-case hexadecimal digits. */
  traceId: string
  /** 16 of them: the caller's span. */
  spanId: string
  /** Whether the caller records this trace. */
  sampled: boolean
}

type Random = (bytes: number) => Buffer

/** Asking the system for every id costs more than all the rest of a trace; so does a view of memory for each. */
const poolBytes = 4_096
let pool = ''
let used = 0

function hexFromPool(digits: number): string {
  if (used + digits > pool.length) {
    pool = randomBytes(poolBytes).toString('hex')
    used = 0
  }
  used += digits
  return pool.slice(used - digits, used)
}

const shape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/

/** Undefined for anything the specification says to ignore. Later versions may add fields at the end. */
export function parseTraceparent(header: string | undefined): TraceParent | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = shape.exec(header ?? '') ?? []
  if (!version || version === 'ff' || (version === '00' && more !== undefined)) return undefined
  if (isZero(traceId) || isZero(spanId)) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** What nearly all are: version 00, and no id of zeros. Such a one can be cut at fixed places. */
const usual = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]$/

/**
 * A `traceparent` for what we do or send: the parent's trace with a span of our own, or a new trace. A new one is not
 * marked as sampled, since nobody has recorded it.
 */
export function newTraceparent(parent?: string, random?: Random): string {
  const hex = random ? (digits: number) => random(digits / 2).toString('hex') : hexFromPool
  if (parent !== undefined && usual.test(parent)) return `${parent.slice(0, 36)}${nonZero(hex, 16)}${parent.slice(52)}`
  const known = parent === undefined ? undefined : parseTraceparent(parent)
  const { traceId, sampled } = known ?? { traceId: nonZero(hex, 32), sampled: false }
  return `00-${traceId}-${nonZero(hex, 16)}-${sampled ? '01' : '00'}`
}

/** Of a `traceparent` that {@link newTraceparent} made. */
export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35)

function nonZero(hex: (digits: number) => string, digits: number): string {
  const id = hex(digits)
  return isZero(id) ? nonZero(hex, digits) : id
}

const zeros = '0'.repeat(32)

function isZero(id: string): boolean {
  return id === zeros.slice(0, id.length)
}
