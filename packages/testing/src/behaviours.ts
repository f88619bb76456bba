import type { IncomingMessage, ServerResponse } from 'node:http'

/** How a receiver treats one request, which has been read and recorded by then. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void

/** Receivers as the world has them. Those that never end are cut off when the receiver closes. */
export const behaviours = {
  /** Any status, at once. */
  status:
    (status: number, headers: Record<string, string> = {}, body = ''): Behaviour =>
    (_request, response) =>
      void response.writeHead(status, headers).end(body),
  ok: (): Behaviour => behaviours.status(200, { 'content-type': 'application/json' }, '{"received":true}'),
  fails: (): Behaviour => behaviours.status(500, {}, 'out of order'),
  gone: (): Behaviour => behaviours.status(410),
  /** `retryAfter` as the header has it: seconds or an HTTP date (RFC 9110, section 10.2.3). */
  tooMany: (retryAfter: string): Behaviour => behaviours.status(429, { 'retry-after': retryAfter }),
  redirects: (location: string): Behaviour => behaviours.status(302, { location }),
  /** `bad` answers of 500, then `good` of 200, and again. */
  flapping: (bad: number, good: number): Behaviour => {
    let count = 0
    return (request, response) => behaviours.status(count++ % (bad + good) < bad ? 500 : 200)(request, response)
  },
  /** One behaviour a request; the last one stays. */
  inTurn: (...turns: [Behaviour, ...Behaviour[]]): Behaviour => {
    let count = 0
    return (request, response) => (turns[Math.min(count++, turns.length - 1)] ?? turns[0])(request, response)
  },
  /** Never answers. */
  hangs: (): Behaviour => () => {},
  /** Answers 200 after `ms`. */
  slow:
    (ms: number): Behaviour =>
    (request, response) => {
      const timer = setTimeout(() => behaviours.ok()(request, response), ms)
      response.once('close', () => clearTimeout(timer))
    },
  /** Cuts the connection with a TCP reset instead of answering. */
  resets: (): Behaviour => (request) => void request.socket.resetAndDestroy(),
  /** Answers with what is no HTTP at all. */
  garbage: (): Behaviour => (request) => void request.socket.end('\0\x16 I am not a web server\r\n\r\n'),
  /** 200 with a body of `bytes`, as fast as it is read. */
  huge:
    (bytes: number): Behaviour =>
    (_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x')
      response.writeHead(200, { 'content-length': String(bytes) })
      let left = bytes
      const write = () => {
        while (left > 0) {
          const part = chunk.subarray(0, Math.min(left, chunk.length))
          left -= part.length
          if (!response.write(part)) return void response.once('drain', write)
        }
        response.end()
      }
      write()
    },
  /** Sends a status line at once and then a byte of body every `everyMs`, without an end. */
  slowLoris:
    (everyMs = 100): Behaviour =>
    (_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), everyMs)
      response.once('close', () => clearInterval(timer))
    },
} as const
