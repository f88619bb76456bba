import { Readable } from 'node:stream'

/** One message of a stream (WHATWG HTML, "Server-sent events"). Without `event` it is the stream's own kind. */
interface Message {
  id?: string
  event?: 'end'
  /** JSON. */
  data: string
}

export type EndReason = 'credential_ended' | 'stopping' | 'too_slow' | 'unavailable'

/** Where messages for one reader wait until they are read. */
export interface Outlet {
  readonly readable: Readable
  readonly ended: boolean
  /** Comes first. @param opening where the stream begins anew, as an id to go on from */
  greet(opening?: string): void
  send(message: Message): void
  /** Shows that the stream lives, when there is nothing else to say. */
  beat(): void
  /** Resolves when all that was sent is on its way to the reader, or the stream has ended. */
  drained(): Promise<void>
  /** What waits is dropped, and the reader is told why. */
  end(reason: EndReason): void
  /** Called once, whoever ended it. */
  onEnd(call: () => void): void
}

/** What may wait for a reader, in messages and in characters: who reads slower than that is let go. */
const [mostMessages, mostCharacters] = [1_000, 4_000_000]
/** Milliseconds that a reader who was told of the end has to take it. */
const partingMs = 2_000
/** Milliseconds after which a client is to come back. */
const comeBackMs = 2_000

export function createOutlet(): Outlet {
  const waiting: string[] = []
  const calls: (() => void)[] = []
  let characters = 0
  let wanted = false
  let ended = false
  let drain = Promise.withResolvers<void>()
  let parting: NodeJS.Timeout | undefined

  const readable = new Readable({
    read() {
      wanted = true
      flow()
    },
    destroy(error, done) {
      clearTimeout(parting)
      finish()
      done(error)
    },
  })

  function flow(): void {
    while (wanted) {
      const text = waiting.shift()
      if (text === undefined) break
      characters -= text.length
      wanted = readable.push(text)
    }
    if (waiting.length > 0) return
    drain.resolve()
    if (ended) readable.push(null)
  }

  function put(text: string): void {
    if (waiting.length === 0) drain = Promise.withResolvers()
    waiting.push(text)
    characters += text.length
    flow()
  }

  function finish(): void {
    ended = true
    drain.resolve()
    for (const call of calls.splice(0)) call()
  }

  function end(reason: EndReason): void {
    if (ended) return
    waiting.length = 0
    characters = 0
    finish()
    put(format({ event: 'end', data: JSON.stringify({ reason }) }))
    parting = setTimeout(() => readable.destroy(), partingMs)
  }

  return {
    readable,
    get ended() {
      return ended
    },
    greet(opening) {
      // A block without data is no message, and counts as the last one for who comes back. Parsers that drop it whole
      // find the id in the comment.
      const from = opening === undefined ? '' : ` from ${opening}\nid: ${opening}`
      if (!ended) put(`retry: ${comeBackMs}\n: listening${from}\n\n`)
    },
    send(message) {
      if (ended) return
      put(format(message))
      if (waiting.length > mostMessages || characters > mostCharacters) end('too_slow')
    },
    beat() {
      if (!ended && waiting.length === 0) put(': here\n\n')
    },
    drained: () => (ended ? Promise.resolve() : drain.promise),
    end,
    onEnd(call) {
      if (ended) call()
      else calls.push(call)
    },
  }
}

/** JSON may stand on several lines, which a reader joins again: outside of its strings a line's end is white space. */
function format({ id, event, data }: Message): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`)
  return `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}${lines.join('')}\n`
}
