import type { StreamedEvent, StreamMessage } from '@g5/sdk'

/** The payload as it was posted, byte for byte: it stands last in the message. @returns undefined for one that was erased */
export function payloadText({ data, text }: StreamMessage<StreamedEvent>): string | undefined {
  if (!('payload' in data)) return undefined
  const { payload, ...rest } = data
  const head = `${JSON.stringify(rest).slice(0, -1)},"payload":`
  return text.startsWith(head) ? text.slice(head.length, -1) : JSON.stringify(payload)
}
