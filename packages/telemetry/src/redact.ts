import { serializeError } from './serialize-error.ts'

/** Names whose values are never logged, wherever they stand. `secretHint` and `payloadBytes` are not among them. */
const confidential =
  /(authorization|cookies?|passwords?|secrets?|tokens?|signatures?|(api|encryption|operator)[_-]?keys?|payloads?|bodies|body|headers|parameters)$/i

const credentialsInUrl = /^([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/i

const censored = '[redacted]'

/** Deeper than a line of a log should ever be; what lies below, or comes round again, is left out. */
const deepest = 8

/**
 * The fields of a line without what must not be in a log. Works at any depth, since the next place where somebody puts
 * a secret is not known. Numbers and booleans stay: `tokens: 5` is no secret.
 */
export function redact(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    kept[name] = confidential.test(name) && mayHide(value) ? censored : redactValue(value, depth)
  }
  return kept
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.replace(credentialsInUrl, `$1${censored}@`)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return serializeError(value)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth >= deepest) return undefined
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, depth + 1))
  return isPlain(value) ? redact(value, depth + 1) : value
}

function mayHide(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

/** Everything else (a date, a request) is left to its own serializer. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
