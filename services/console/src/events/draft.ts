import { type BodyOf, type FieldError, verbatim } from '@g5/sdk'

/** An event as it stands in the form, all of it text. */
export interface Draft {
  type: string
  /** JSON, which receivers get byte for byte. */
  payload: string
  uid: string
  /** Separated by commas. */
  channels: string
  /** A line each, `name=value`. */
  metadata: string
  /** Of a `datetime-local` input, in the reader's own zone. */
  deliverAt: string
  expiresAt: string
  endpointIds: string[]
}

export const emptyDraft: Draft = {
  type: '',
  payload: '{\n  \n}',
  uid: '',
  channels: '',
  metadata: '',
  deliverAt: '',
  expiresAt: '',
  endpointIds: [],
}

export type ReadDraft =
  | {
      kind: 'event'
      body: BodyOf<'events.post'>
      /** The same as the text that is sent. */
      text: string
    }
  | { kind: 'faults'; faults: FieldError[] }

/** What the API is to be sent, or what can't be sent as it stands, in the API's own pointers. */
export function readDraft(draft: Draft): ReadDraft {
  const faults: FieldError[] = []
  if (draft.type.trim() === '') faults.push({ pointer: '/type', detail: 'is needed' })
  const wrong = faultOfJson(draft.payload)
  if (wrong !== undefined) faults.push({ pointer: '/payload', detail: wrong })
  const { metadata, line } = pairs(draft.metadata)
  if (line !== undefined) faults.push({ pointer: '/metadata', detail: `“${line}” is no name=value` })
  if (faults.length > 0) return { kind: 'faults', faults }

  const channels = draft.channels.split(',').flatMap((one) => one.trim() || [])
  const head = { type: draft.type.trim() }
  const rest = {
    ...(draft.uid.trim() !== '' && { uid: draft.uid.trim() }),
    ...(channels.length > 0 && { channels }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(draft.endpointIds.length > 0 && { endpointIds: draft.endpointIds }),
    ...(draft.deliverAt !== '' && { deliverAt: new Date(draft.deliverAt).toISOString() }),
    ...(draft.expiresAt !== '' && { expiresAt: new Date(draft.expiresAt).toISOString() }),
  }
  const payload = draft.payload.trim()
  const more = Object.keys(rest).length > 0 ? `,${JSON.stringify(rest).slice(1)}` : '}'
  return {
    kind: 'event',
    body: { ...head, payload: verbatim(payload), ...rest },
    text: `${JSON.stringify(head).slice(0, -1)},"payload":${payload}${more}`,
  }
}

function faultOfJson(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return text.trim() === '' ? 'is needed' : `is not JSON: ${error instanceof Error ? error.message : error}`
  }
}

function pairs(text: string): { metadata: Record<string, string>; line?: string } {
  const metadata: Record<string, string> = {}
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const at = line.indexOf('=')
    if (at < 1) return { metadata, line }
    metadata[line.slice(0, at).trim()] = line.slice(at + 1).trim()
  }
  return { metadata }
}
