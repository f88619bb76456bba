import type { StreamedEvent, StreamMessage } from '@g5/sdk'
import type { Context } from '../context.ts'
import { connection } from './connection.ts'

/** Each event accepted from now on, once, over as many connections as it takes. */
export function tailed(
  context: Context,
  types: readonly string[] | undefined,
  signal?: AbortSignal,
): AsyncGenerator<StreamMessage<StreamedEvent>, void, undefined> {
  const { g5, onConnection } = connection(context)
  const exact = types?.length && types.every((type) => !type.includes('*')) ? [...types] : undefined
  return g5.events.stream(exact ? { type: exact } : {}, { onConnection, ...(signal && { signal }) })
}
