import { publicId } from '@g5/contracts'
import { uuidMillis } from './uuid.ts'

/** What of an event a body is made of. */
export interface BodyOf {
  eventId: string
  eventType: string
  /** JSON text. */
  payload: string
}

/** What only a transform sees. */
export interface EventExtras {
  metadata: Readonly<Record<string, string>> | null
  channels: readonly string[] | null
}

/**
 * The body `{id, type, timestamp, data}`. The data stands in it byte for byte: nothing is parsed or written anew.
 * @param data JSON text
 */
export function envelope({ eventId, eventType }: Omit<BodyOf, 'payload'>, data: string): string {
  return `{${head(eventId, eventType)},"data":${data}}`
}

/** The event as a transform sees it, as JSON text: `{id, type, timestamp, payload, metadata, channels}`. */
export function eventDocument({ eventId, eventType, payload }: BodyOf, { metadata, channels }: EventExtras): string {
  const extras = `"metadata":${JSON.stringify(metadata ?? {})},"channels":${JSON.stringify(channels)}`
  return `{${head(eventId, eventType)},"payload":${payload},${extras}}`
}

function head(eventId: string, eventType: string): string {
  const timestamp = new Date(uuidMillis(eventId)).toISOString()
  return `"id":"${publicId('event', eventId)}","type":${JSON.stringify(eventType)},"timestamp":"${timestamp}"`
}
