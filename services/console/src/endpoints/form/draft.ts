import type { AnswerOf, BodyOf } from '@g5/sdk'

export type Endpoint = AnswerOf<'endpoints.get'>
export type NewEndpoint = BodyOf<'endpoints.create'>

/** A name with its value, on its way into `metadata` or `headers`. */
export interface Pair {
  /** Tells rows apart while their names are being typed. */
  key: string
  name: string
  /** null: kept as it is, since it can't be read. */
  value: string | null
}

/** An endpoint as it is typed: texts that need not make sense yet. */
export interface Draft {
  url: string
  description: string
  uid: string
  /** null: all. */
  eventTypes: readonly string[] | null
  channels: readonly string[]
  filter: string
  headers: readonly Pair[]
  timeoutMs: string
  retrySchedule: string
  rateLimit: string
  ratePerSeconds: string
  ordering: Endpoint['ordering']
  signing: Endpoint['signing']
  transform: string
  envelope: boolean
  metadata: readonly Pair[]
  /** Of a new one alone. */
  secret: string
}

export const emptyDraft: Draft = {
  ...{ url: '', description: '', uid: '', eventTypes: null, channels: [], filter: '', headers: [] },
  ...{ timeoutMs: '', retrySchedule: '', rateLimit: '', ratePerSeconds: '1', ordering: 'none', signing: 'v1' },
  ...{ transform: '', envelope: false, metadata: [], secret: '' },
}

export function draftOf(endpoint: Endpoint): Draft {
  const { url, description, uid, eventTypes, channels, filter, ordering, signing, transform, envelope } = endpoint
  const { timeoutMs, retrySchedule, rateLimit } = endpoint
  return {
    ...{ url, eventTypes, ordering, signing, envelope, secret: '' },
    description: description ?? '',
    uid: uid ?? '',
    channels: channels ?? [],
    filter: filter === null ? '' : JSON.stringify(filter, undefined, 2),
    headers: endpoint.headers.map((name) => ({ key: name, name, value: null })),
    timeoutMs: timeoutMs === null ? '' : String(timeoutMs),
    retrySchedule: retrySchedule?.join(', ') ?? '',
    rateLimit: rateLimit === null ? '' : String(rateLimit.limit),
    ratePerSeconds: String(rateLimit?.perSeconds ?? 1),
    transform: transform ?? '',
    metadata: Object.entries(endpoint.metadata).map(([name, value]) => ({ key: name, name, value })),
  }
}
