import type { Sealer } from './seal.ts'
import { sealContext } from './seal-context.ts'
import { type SigningKey, signingKey } from './sign.ts'

/** What of an endpoint is sealed in its row. */
export interface SealedReceiver {
  id: string
  /** Sealed JSON of names and values. */
  headers: Buffer | null
  /** Newest first: the present one and those within their overlap. */
  secrets: readonly { id: string; sealed: Buffer }[]
}

/** An endpoint's secrets, opened: every key signs, newest first. */
export interface OpenReceiver {
  headers: [name: string, value: string][]
  keys: SigningKey[]
}

/** What every webhook says of its sender, unless its endpoint has a header of that name. */
export const userAgent = 'G5-Webhooks/1'

export function openReceiver(sealer: Sealer, { id, headers, secrets }: SealedReceiver): OpenReceiver {
  return {
    headers: withUserAgent(
      headers ? Object.entries(JSON.parse(sealer.open(headers, sealContext.endpointHeaders(id)))) : [],
    ),
    keys: secrets.map((secret) => signingKey(sealer.open(secret.sealed, sealContext.endpointSecret(secret.id)))),
  }
}

function withUserAgent(own: OpenReceiver['headers']): OpenReceiver['headers'] {
  return own.some(([name]) => name.toLowerCase() === 'user-agent') ? own : [['user-agent', userAgent], ...own]
}
