import { randomFillSync } from 'node:crypto'

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

/** Asking the system for every id costs more than all the rest of a trace. */
const pool = Buffer.alloc(4_096)
let used = pool.length

function fromPool(bytes: number): Buffer {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.subarray(used - bytes, used)
}

const shape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/

/** Undefined for anything the specification says to ignore. Later versions may add fields at the end. */
export function parseTraceparent(header: string | undefined): TraceParent | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = shape.exec(header ?? '') ?? []
  if (!version || version === 'ff' || (version === '00' && more !== undefined)) return undefined
  if (isZero(traceId) || isZero(spanId)) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/**
 * A `traceparent` for what we do or send: the parent's trace with a span of our own, or a new trace. A new one is not
 * marked as sampled, since nobody has recorded it.
 */
export function newTraceparent(parent?: string, random: Random = fromPool): string {
  const known = parent === undefined ? undefined : parseTraceparent(parent)
  const { traceId, sampled } = known ?? { traceId: nonZero(random, 16), sampled: false }
  return `00-${traceId}-${nonZero(random, 8)}-${sampled ? '01' : '00'}`
}

/** Of a `traceparent` that {@link newTraceparent} made. */
export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35)

function nonZero(random: Random, bytes: number): string {
  const id = random(bytes).toString('hex')
  return isZero(id) ? nonZero(random, bytes) : id
}

const zeros = '0'.repeat(32)

function isZero(id: string): boolean {
  return id === zeros.slice(0, id.length)
}
