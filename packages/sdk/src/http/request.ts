import { encodeBody } from './body.ts'
import type { CallOptions, KeyedOptions } from './options.ts'

/** An operation with its arguments. */
export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Encoded; see {@link at}. */
  path: string
  query?: object | undefined
  body?: unknown
  /** It takes an Idempotency-Key. */
  keyed?: boolean
  /** It needs no credential, and is given none. */
  open?: boolean
}

/** A path with its parameters encoded: `` at`/v1/events/${id}` ``. @throws {TypeError} for one that would be another path */
export function at(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const encoded = values.map((value) => {
    const text = String(value)
    if (text === '' || text === '.' || text === '..') throw new TypeError(`"${text}" can not stand in a path`)
    return encodeURIComponent(text)
  })
  return parts.reduce((path, part, i) => path + encoded[i - 1] + part)
}

/** A request as each of its tries sends it. */
export interface Prepared {
  method: Request['method']
  url: string
  headers: Headers
  body: string | undefined
  open: boolean
  /** Doing it twice is doing it once, so it may be tried again without knowing what became of it. */
  safe: boolean
}

export function prepare(request: Request, options: KeyedOptions, baseUrl: string): Prepared {
  const { method, path, query, body, keyed = false, open = false } = request
  const headers = new Headers(options.headers)
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (options.tenant !== undefined && !open) headers.set('x-tenant-id', options.tenant)
  if (keyed) headers.set('idempotency-key', options.idempotencyKey ?? newKey())
  return {
    ...{ method, headers, open },
    url: `${baseUrl.replace(/\/+$/, '')}${path}${searchOf(query)}`,
    body: body === undefined ? undefined : encodeBody(body),
    safe: isSafe(request, options),
  }
}

/** RFC 9110, section 9.2.2; a merge patch says what is to be, so the same one again changes nothing. */
function isSafe({ method, keyed }: Request, { repeatable }: CallOptions): boolean {
  return method !== 'POST' || keyed === true || repeatable === true
}

/** 128 random bits. `randomUUID` is missing from pages that came without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** An array is the parameter again and again, which means *or*. */
function searchOf(query: object | undefined): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of [value].flat()) if (one !== undefined && one !== null) search.append(name, String(one))
  return search.size > 0 ? `?${search}` : ''
}
