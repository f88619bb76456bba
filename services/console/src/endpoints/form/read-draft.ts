import type { BodyOf } from '@g5/sdk'
import type { Draft, Endpoint, NewEndpoint, Pair } from './draft.ts'
import { readSchedule } from './retry-words.ts'

/** What is wrong with it, by the pointer that the API would name it by. */
export type Faults = Record<string, string>
type Patch = BodyOf<'endpoints.update'>
type Filter = Endpoint['filter']

/** What is typed in as the API takes it, and what of it makes no sense; the rest of the rules are the API's. */
function read(draft: Draft) {
  const faults: Faults = {}
  const fault = (pointer: string, detail: string) => {
    faults[pointer] ??= detail
  }
  const text = (value: string) => value.trim() || null
  const whole = (pointer: string, value: string): number | null => {
    if (value.trim() === '') return null
    if (!/^\d{1,9}$/.test(value.trim())) fault(pointer, 'It must be a whole number')
    return Number(value)
  }
  if (draft.url.trim() === '') fault('/url', 'Say where to send to')
  if (draft.eventTypes?.length === 0) fault('/eventTypes', 'Name at least one type, or take all')
  const schedule = readSchedule(draft.retrySchedule)
  if (!schedule) fault('/retrySchedule', 'Write seconds, or 5m, 2h, 1d, with commas between')
  const limit = whole('/rateLimit', draft.rateLimit)
  for (const { name } of draft.headers) if (repeats(draft.headers, name)) fault('/headers', `${name} is there twice`)
  for (const { name } of draft.metadata) if (repeats(draft.metadata, name)) fault('/metadata', `${name} is there twice`)
  const values = {
    url: draft.url.trim(),
    description: text(draft.description),
    uid: text(draft.uid),
    eventTypes: draft.eventTypes && [...draft.eventTypes],
    channels: draft.channels.length > 0 ? [...draft.channels] : null,
    filter: readFilter(draft.filter, fault),
    timeoutMs: whole('/timeoutMs', draft.timeoutMs),
    retrySchedule: schedule && schedule.length > 0 ? schedule : null,
    rateLimit: limit === null ? null : { limit, perSeconds: whole('/rateLimit', draft.ratePerSeconds) ?? 1 },
    ordering: draft.ordering,
    signing: draft.signing,
    transform: text(draft.transform),
    envelope: draft.envelope,
  }
  return { values, faults }
}

const repeats = (pairs: readonly Pair[], name: string) =>
  pairs.filter((one) => named(one) && one.name === name).length > 1
const named = ({ name }: Pair) => name.trim() !== ''

/** Only whether it is JSON is asked here; the API tells what an operator wants, with its place. */
export function readFilter(text: string, fault: (pointer: string, detail: string) => void): Filter {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch (error) {
    fault('/filter', `It is not JSON: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

/** All that was said of a new endpoint; what has a default is left to it. */
export function newEndpointOf(draft: Draft): { body: NewEndpoint; faults: Faults } {
  const { values, faults } = read(draft)
  const { url, ordering, signing, envelope, ...others } = values
  const said = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null))
  const [headers, metadata] = [entries(draft.headers), entries(draft.metadata)]
  const body: NewEndpoint = {
    url,
    ...said,
    ...(headers && { headers }),
    ...(metadata && { metadata }),
    ...(ordering !== 'none' && { ordering }),
    ...(signing !== 'v1' && { signing }),
    ...(envelope && { envelope }),
    ...(draft.secret.trim() !== '' && { secret: draft.secret.trim() }),
  }
  return { body, faults }
}

function entries(pairs: readonly Pair[]): Record<string, string> | undefined {
  const all = pairs.filter(named).map(({ name, value }) => [name.trim(), value ?? ''] as const)
  return all.length > 0 ? Object.fromEntries(all) : undefined
}

/** A merge patch (RFC 7396) of what differs, and of nothing else: what others changed meanwhile stays. */
export function patchOf(before: Endpoint, draft: Draft): { body: Patch; faults: Faults } {
  const { values, faults } = read(draft)
  const was = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(values).filter(([name, value]) => !same(value, was.get(name)))
  const headers = headersPatch(before.headers, draft.headers)
  const metadata = metadataPatch(before.metadata, draft.metadata)
  const body: Patch = {
    ...Object.fromEntries(changed),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  }
  return { body, faults }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

type PairsPatch = Record<string, string | null>

/** A value that can't be read is one that was not touched. */
function headersPatch(before: readonly string[], pairs: readonly Pair[]): PairsPatch {
  const kept = pairs.filter(named).map(({ name, value }) => [name.trim(), value] as const)
  const gone = before.filter((name) => !kept.some(([one]) => one === name)).map((name) => [name, null] as const)
  return Object.fromEntries([...gone, ...kept.filter(([, value]) => value !== null)])
}

function metadataPatch(before: Readonly<Record<string, string>>, pairs: readonly Pair[]): PairsPatch {
  const after = entries(pairs) ?? {}
  const gone = Object.keys(before)
    .filter((name) => !(name in after))
    .map((name) => [name, null] as const)
  return Object.fromEntries([...gone, ...Object.entries(after).filter(([name, value]) => before[name] !== value)])
}
