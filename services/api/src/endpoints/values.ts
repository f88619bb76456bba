import { hash } from 'node:crypto'
import type { EndpointPatch, NewEndpoint } from '@g5/contracts'
import { type Sealer, sealContext } from '@g5/core'
import type { EndpointRow, EndpointValues } from '@g5/db'
import { changesBetween } from '../changes.ts'
import { HttpProblem } from '../problem.ts'
import { readFilter } from './filter.ts'
import { rateLimitOf } from './show.ts'

type Rate = NonNullable<NewEndpoint['rateLimit']>

/** Columns of a whole endpoint: what is left out has its default. */
export function wholeValues(endpointId: string, body: NewEndpoint, uid: string | null, sealer: Sealer): EndpointValues {
  return {
    uid,
    url: body.url,
    description: body.description ?? null,
    eventTypes: body.eventTypes ?? null,
    channels: body.channels ?? null,
    filter: filterValue(body.filter ?? null),
    ...sealedHeaders(endpointId, body.headers ?? {}, sealer),
    ...enabledValues(body.enabled ?? true),
    timeoutMs: body.timeoutMs ?? null,
    retrySchedule: body.retrySchedule ?? null,
    ...rateValues(body.rateLimit ?? null),
    ordering: body.ordering ?? 'none',
    signing: body.signing ?? 'v1',
    transform: body.transform ?? null,
    envelope: body.envelope ?? false,
    metadata: body.metadata ?? {},
  }
}

/** Columns that a merge patch (RFC 7396) changes: in `headers` and `metadata` it goes entry by entry. */
export function patchedValues(row: EndpointRow, patch: EndpointPatch, sealer: Sealer): Partial<EndpointValues> {
  const { headers, metadata, enabled, rateLimit, filter, ...plain } = patch
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return {
    ...given,
    ...(filter !== undefined && { filter: filterValue(filter) }),
    ...(enabled !== undefined && enabledValues(enabled)),
    ...(rateLimit !== undefined && rateValues(mergedRate(row, rateLimit))),
    ...(metadata !== undefined && { metadata: merge(row.metadata, metadata) }),
    ...(headers !== undefined && sealedHeaders(row.id, merge(openHeaders(row, sealer), headers), sealer)),
  }
}

function rateValues(rate: Rate | null): Pick<EndpointValues, 'rateLimit' | 'ratePerSeconds'> {
  return { rateLimit: rate?.limit ?? null, ratePerSeconds: rate?.perSeconds ?? null }
}

/** @throws {HttpProblem} see {@link readFilter} */
const filterValue = (filter: unknown) => (filter === null ? null : readFilter(filter).filter)

/** @throws {HttpProblem} when a half of it is given and the other was never set */
function mergedRate(row: EndpointRow, patch: NonNullable<EndpointPatch['rateLimit']> | null): Rate | null {
  if (patch === null) return null
  const { limit = row.rateLimit, perSeconds = row.ratePerSeconds } = patch
  if (limit === null || perSeconds === null)
    throw new HttpProblem('validation_failed', {
      errors: [{ pointer: '/rateLimit', detail: 'needs both limit and perSeconds' }],
    })
  return { limit, perSeconds }
}

export function enabledValues(enabled: boolean): Pick<EndpointValues, 'enabled' | 'statusReason'> {
  return { enabled, statusReason: enabled ? null : 'disabled on request' }
}

function merge(old: Record<string, string>, patch: Record<string, string | null> | null): Record<string, string> {
  if (patch === null) return {}
  const entries = Object.entries({ ...old, ...patch })
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null))
}

function sealedHeaders(
  endpointId: string,
  headers: Record<string, string>,
  sealer: Sealer,
): Pick<EndpointValues, 'headers' | 'headerNames'> {
  const headerNames = Object.keys(headers)
  if (headerNames.length === 0) return { headers: null, headerNames }
  return { headers: sealer.seal(JSON.stringify(headers), sealContext.endpointHeaders(endpointId)), headerNames }
}

function openHeaders({ id, headers }: EndpointRow, sealer: Sealer): Record<string, string> {
  return headers ? JSON.parse(sealer.open(headers, sealContext.endpointHeaders(id))) : {}
}

/** For the audit log: before and after, without a value that is a secret. */
export function changesOf(before: EndpointRow | undefined, after: EndpointRow): Record<string, unknown> {
  return changesBetween(before && audited(before), audited(after))
}

function audited(row: EndpointRow) {
  const { uid, url, description, eventTypes, channels, filter, headerNames } = row
  const { enabled, timeoutMs, retrySchedule, ordering, signing, envelope, metadata } = row
  return {
    ...{ uid, url: withoutQuery(url), description, eventTypes, channels, filter, headers: headerNames },
    ...{ enabled, timeoutMs, retrySchedule, rateLimit: rateLimitOf(row), ordering, signing },
    ...{ transform: digestOf(row.transform), envelope, metadata },
  }
}

/** That it changed, not what it says: people put tokens there too. */
function digestOf(transform: string | null): string | null {
  return transform && `${transform.length} characters, SHA-256 ${hash('sha256', transform, 'hex').slice(0, 16)}`
}

/** People put tokens there. */
function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, '?…')
}
