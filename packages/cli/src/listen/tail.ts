import type { StreamedEvent, StreamMessage } from '@g5/sdk'
import { type Context, known } from '../context.ts'
import { clientOf } from '../profiles/session.ts'
import { firstEventIdOf } from './anchor.ts'

/**
 * Each event accepted from now on, once, over as many connections as it takes. A stream that broke before its first
 * message would go on from its new beginning, and lose what came between: so it is opened after the newest event there
 * is, and what is older is passed over.
 */
export async function* tailed(
  { session, out }: Context,
  types: readonly string[] | undefined,
  signal?: AbortSignal,
): AsyncGenerator<StreamMessage<StreamedEvent>, void, undefined> {
  let opened = 0
  const g5 = clientOf(known(session), async (url, init) => {
    const streams = url.includes('/stream')
    try {
      const response = await fetch(url, init)
      if (streams && response.ok && opened++ > 0) out.note('Connected again; what came meanwhile follows.')
      return response
    } catch (error) {
      if (streams && opened > 0 && !init.signal?.aborted) out.note('The connection is lost; trying again.')
      throw error
    }
  })
  const { data: present } = await g5.events.list({ limit: lookBack })
  const before = new Set(present.map(({ id }) => id))
  const oldest = present.length === lookBack ? (present.at(-1)?.id ?? '') : ''
  const exact = types?.length && types.every((type) => !type.includes('*')) ? [...types] : undefined
  const stream = g5.events.stream(exact ? { type: exact } : {}, {
    lastEventId: present[0]?.id ?? (await firstEventIdOf(session.url)),
    ...(signal && { signal }),
  })
  out.note('Listening. Ctrl-C ends it.')
  for await (const message of stream) if (!before.has(message.data.id) && message.data.id > oldest) yield message
}

/** Events of the last minute are told again by a stream that goes on: these are known by their ids, older ones by order. */
const lookBack = 250
