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
/**
 * What a stream says first; with where it begins, when it goes on from nothing. An `id` without data says that as well, but
 * of a block without data the parser gives nothing at all.
 */
const greeting = /^listening(?: from (\S+))?$/
/**
 * For so long a stream is opened again from where it began, whatever came since: to go on after a message the server goes
 * back a minute, and an attempt may have begun half a minute before it was told, which would be before the stream.
 */
const youngMs = 90_000
/** How many messages are remembered, since a stream that is resumed tells the last minute again. */
const remembered = 50_000

/**
 * The messages of a stream of server-sent events (HTML standard, section 9.2), each once. A stream that breaks off, ends
 * or falls silent is opened again after the last message, or from where it began; it ends with the caller's signal, by
 * leaving the loop, or with a refusal, as when the credential has ended.
 */
export async function* serverSentEvents<T>(
  open: Open,
  { signal, lastEventId, idleMs = usualIdleMs, onConnection }: StreamOptions,
  wait: Wait,
): AsyncGenerator<StreamMessage<T>, void, undefined> {
  const seen = createMemory(remembered)
  let last = lastEventId
  let youngUntil = 0
  let retryMs = usualRetryMs
  let opened = false
  for (;;) {
    let connected = false
    function connect(): void {
      if (!connected) onConnection?.(true)
      connected = true
    }
    const silent = new AbortController()
    const ends = signal ? AbortSignal.any([signal, silent.signal]) : silent.signal
    const arrived: EventSourceMessage[] = []
    const parser = createParser({
      onEvent: (message) => void arrived.push(message),
      onRetry: (ms) => {
        retryMs = ms
      },
      onComment(text) {
        const greeted = greeting.exec(text)
        const from = greeted?.[1]
        if (from !== undefined) {
          last = from
          youngUntil = performance.now() + youngMs
        }
        if (greeted) connect()
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
          connect()
          if (event === 'end') continue // It says why the stream ends; asking again tells whether it goes on.
          if (id !== undefined && performance.now() >= youngUntil) last = id
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
      if (connected) onConnection?.(false)
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
