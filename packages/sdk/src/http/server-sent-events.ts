import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { G5ConnectionError, G5Problem, G5UnexpectedAnswer } from './errors.ts'
import { textOf } from './lines.ts'
import type { StreamOptions } from './options.ts'

export interface StreamMessage<T> {
  /** To go on after it: `lastEventId`. */
  id: string | undefined
  event: string
  data: T
  /** `data` as it came, where every byte matters. */
  text: string
}

type Open = (headers: Record<string, string>, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>
type Wait = (ms: number, signal: AbortSignal | undefined) => Promise<void>

/** The server says something at least every 15 s, if only a comment. */
const usualIdleMs = 45_000
const usualRetryMs = 1_000
/** How many messages are remembered, since a stream that is resumed tells the last minute again. */
const remembered = 50_000

/**
 * The messages of a stream of server-sent events (HTML standard, section 9.2), each once. A stream that breaks off, ends
 * or falls silent is opened again after the last message; it ends with the caller's signal, by leaving the loop, or
 * with a refusal, as when the credential has ended.
 */
export async function* serverSentEvents<T>(
  open: Open,
  { signal, lastEventId, idleMs = usualIdleMs }: StreamOptions,
  wait: Wait,
): AsyncGenerator<StreamMessage<T>, void, undefined> {
  const seen = createMemory(remembered)
  let last = lastEventId
  let retryMs = usualRetryMs
  let opened = false
  for (;;) {
    const silent = new AbortController()
    const ends = signal ? AbortSignal.any([signal, silent.signal]) : silent.signal
    const arrived: EventSourceMessage[] = []
    const parser = createParser({
      onEvent: (message) => void arrived.push(message),
      onRetry: (ms) => {
        retryMs = ms
      },
    })
    let timer = setTimeout(() => silent.abort(), idleMs)
    try {
      const body = await open(last === undefined ? {} : { 'last-event-id': last }, ends)
      opened = true
      for await (const text of textOf(body)) {
        clearTimeout(timer)
        parser.feed(text)
        for (const { id, event, data } of arrived.splice(0)) {
          if (event === 'end') continue // It says why the stream ends; asking again tells whether it goes on.
          if (id !== undefined) last = id
          if (id === undefined || seen(id)) yield { id, event: event ?? 'message', data: JSON.parse(data), text: data }
        }
        timer = setTimeout(() => silent.abort(), idleMs)
      }
    } catch (error) {
      signal?.throwIfAborted()
      if (!silent.signal.aborted && !(opened && isPassing(error))) throw error
    } finally {
      clearTimeout(timer)
      silent.abort()
    }
    await wait(retryMs, signal)
  }
}

/** A server that restarts is away for a while. */
function isPassing(error: unknown): boolean {
  if (error instanceof G5Problem || error instanceof G5UnexpectedAnswer)
    return [429, 502, 503, 504].includes(error.status)
  return error instanceof G5ConnectionError
}

/** Says whether an id is new, and remembers it; the oldest is forgotten for it. */
function createMemory(size: number): (id: string) => boolean {
  const ids = new Set<string>()
  return (id) => {
    if (ids.has(id)) return false
    ids.add(id)
    if (ids.size > size) for (const oldest of ids) return ids.delete(oldest)
    return true
  }
}
