import { bytesOf } from './base64.ts'
import { WebhookVerificationError } from './error.ts'
import { type Verifier, verifierOf } from './secret.ts'

export interface VerifyOptions {
  /** How far the sender's clock may be from ours, either way; 300 unless told. */
  toleranceSeconds?: number
  /** Milliseconds since the epoch; the clock's unless told. */
  now?: number
}

export interface VerifiedWebhook<T> {
  /** The same at every attempt: what to deduplicate by. */
  id: string
  /** When this attempt was made. */
  sentAt: Date
  payload: T
}

/** As a `Request` of the web has them, or as Node does. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** A rotation makes two; more than this is somebody who wants to keep us busy. */
const mostSignatures = 16

/**
 * Verifies what a receiver got (Standard Webhooks 1.0.0) and gives its payload.
 * @param body as it came, byte for byte: what was parsed and written again does not verify
 * @param secrets one, or several of which one has to fit
 * @throws {WebhookVerificationError} whose `code` says why it is not to be believed
 */
export async function verifyWebhook<T = unknown>(
  body: string | Uint8Array | ArrayBuffer,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  { toleranceSeconds = 300, now = Date.now() }: VerifyOptions = {},
): Promise<VerifiedWebhook<T>> {
  const verifiers = await Promise.all([secrets].flat().map(verifierOf))
  if (verifiers.length === 0)
    throw new WebhookVerificationError('malformed_secret', 'There is no secret to verify with')
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = signaturesOf(headerOf(headers, 'webhook-signature'))
  const sentAt = timely(timestamp, now, toleranceSeconds)

  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
  const content = joined(new TextEncoder().encode(`${id}.${timestamp}.`), bytes)
  if (!(await anyFits(verifiers, signatures, content)))
    throw new WebhookVerificationError('no_match', 'No signature fits the body and a secret')
  return { id, sentAt, payload: parsed(new TextDecoder().decode(bytes)) }
}

/** Names are matched as HTTP does, in any case. */
function headerOf(headers: WebhookHeaders, name: string): string {
  const value = isHeaders(headers) ? headers.get(name) : recordOf(headers, name)
  if (value) return value
  throw new WebhookVerificationError('missing_header', `There is no ${name}`)
}

function isHeaders(headers: WebhookHeaders): headers is { get(name: string): string | null } {
  return typeof headers['get'] === 'function'
}

function recordOf(headers: Exclude<WebhookHeaders, { get(name: string): string | null }>, name: string) {
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? []
  return typeof value === 'string' ? value : value?.join(' ')
}

function timely(timestamp: string, now: number, toleranceSeconds: number): Date {
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookVerificationError('malformed_header', 'webhook-timestamp is no number of seconds')
  const age = Math.floor(now / 1000) - Number(timestamp)
  if (age > toleranceSeconds) throw new WebhookVerificationError('too_old', `It was sent ${age} s ago`)
  if (-age > toleranceSeconds) throw new WebhookVerificationError('too_new', `It was sent ${-age} s from now`)
  return new Date(Number(timestamp) * 1000)
}

interface Signature {
  version: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Versions that are not known here are passed over: a sender may be ahead of its receivers. */
function signaturesOf(header: string): Signature[] {
  const found = header.split(' ').flatMap((one): Signature[] => {
    const comma = one.indexOf(',')
    const bytes = bytesOf(one.slice(comma + 1))
    return comma > 0 && bytes ? [{ version: one.slice(0, comma), bytes }] : []
  })
  if (found.length > 0 && found.length <= mostSignatures) return found
  throw new WebhookVerificationError('malformed_header', 'webhook-signature holds no signatures')
}

async function anyFits(
  verifiers: readonly Verifier[],
  signatures: readonly Signature[],
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const checks = verifiers.flatMap(({ version, verify }) =>
    signatures.filter((one) => one.version === version).map(({ bytes }) => verify(bytes, content)),
  )
  return (await Promise.all(checks)).includes(true)
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(head.length + tail.length)
  whole.set(head)
  whole.set(tail, head.length)
  return whole
}

function parsed(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    throw new WebhookVerificationError('malformed_body', 'The body is signed, and is not JSON')
  }
}
