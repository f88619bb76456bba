import type { Client, Dispatcher } from 'undici'
import type { Exchange } from './exchange.ts'

/** The lines to one origin, as many as requests are in flight to it. */
export interface Origin {
  dispatch(request: Dispatcher.DispatchOptions, exchange: Exchange): void
  /** Waits for what is in flight and what waits, and closes every connection. Takes nothing more. */
  close(): Promise<void>
}

/**
 * A pool of lines. Undici's own keeps room for 2,048 waiting requests an origin, 16 KiB each: with thousands of origins
 * that is what a worker's memory would go to. The line that was used last is used next, so that the others fall idle.
 * @param open makes a line
 * @param most lines at once; with a bound the excess waits
 */
export function createOrigin(open: () => Client, most: number): Origin {
  const lines = new Set<Client>()
  const free: Client[] = []
  const waiting: [Dispatcher.DispatchOptions, Exchange][] = []

  function add(): Client {
    const line = open()
    lines.add(line)
    line.on('drain', () => release(line))
    line.on('disconnect', () => {
      if (free.includes(line)) drop(line)
    })
    return line
  }

  /** An idle line whose connection is gone costs more than it saves. */
  function drop(line: Client): void {
    free.splice(free.indexOf(line), 1)
    lines.delete(line)
    if (!line.closed && !line.destroyed) void line.close()
  }

  function use(line: Client, request: Dispatcher.DispatchOptions, exchange: Exchange): void {
    if (line.dispatch(request, exchange)) release(line)
  }

  function release(line: Client): void {
    if (line.closed || line.destroyed || free.includes(line)) return
    const next = waiting.shift()
    if (next) use(line, ...next)
    else free.push(line)
  }

  return {
    dispatch(request, exchange) {
      const line = free.pop() ?? (lines.size < most ? add() : undefined)
      if (line) use(line, request, exchange)
      else waiting.push([request, exchange])
    },
    async close() {
      await Promise.allSettled(waiting.map(([, exchange]) => exchange.answer))
      await Promise.all(Array.from(lines, (line) => line.close()))
    },
  }
}
