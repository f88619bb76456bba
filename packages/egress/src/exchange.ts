import type { IncomingHttpHeaders } from 'node:http'
import type { Answer, Timings } from '@g5/core'
import type { Dispatcher } from 'undici'
import { ConnectFailure, exchangeFailure, type Failure } from './failures.ts'
import { keepHeaders, retryAfterOf } from './response-headers.ts'

/** When each phase of opening a connection was over, by `performance.now()`. */
export interface Marks {
  dns?: number
  connect?: number
  tls?: number
}

/** What an exchange may know of the connection that took it. */
export interface Line {
  /** What ends a connection while it is being opened. */
  opening: { destroy(reason: Error): unknown } | undefined
  /** Marks of a connection that no request has used yet: the first one takes them. */
  fresh: Marks | undefined
  /** A request is out and its final status is not in. */
  expectsHead: boolean
}

const NO_BODY = Buffer.alloc(0)

/**
 * One request on its way to one {@link Answer}. A class, unlike the rest: thousands are alive at once, and undici calls
 * methods of its handler, so a prototype saves seven closures a request.
 *
 * - Once a final status arrived it is the outcome, even if the body then breaks: the receiver has decided, and taking a
 *   2xx for a failure would only deliver twice.
 * - The deadline is stricter: an answer not complete by then is a `timeout`, or a receiver could hold a slot for ever.
 * - A body past the limit is cut off together with its connection, so a huge or endless one costs nothing more.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<Answer>
  /** The connection that took this request; undefined while it waits for one. */
  line: Line | undefined
  settled = false

  readonly #resolve: (answer: Answer) => void
  readonly #reject: (reason: unknown) => void
  readonly #timeoutMs: number
  readonly #maxBodyBytes: number
  readonly #signal: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout
  readonly #start = performance.now()
  #controller: Dispatcher.DispatchController | undefined
  #marks: Marks | undefined
  #firstByte: number | undefined
  #status = 0
  #headers: IncomingHttpHeaders = {}
  #body: Buffer = NO_BODY
  /** All parts, once there is more than one. */
  #parts: Buffer[] | undefined
  #size = 0

  /** @param timeoutMs from now to the last byte that is kept */
  constructor(timeoutMs: number, maxBodyBytes: number, signal?: AbortSignal) {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.answer = promise
    this.#resolve = resolve
    this.#reject = reject
    this.#timeoutMs = timeoutMs
    this.#maxBodyBytes = maxBodyBytes
    this.#signal = signal
    this.#timer = setTimeout(expire, timeoutMs, this)
    signal?.addEventListener('abort', this)
  }

  /** The deadline passed. */
  expire(): void {
    if (this.settled) return
    const late = this.#lateness()
    this.#fail(late)
    this.#leave(new ConnectFailure(late.error, late.detail))
  }

  /** The caller's signal (this object is its own listener). Rejects: it says nothing about the receiver. */
  handleEvent(): void {
    if (this.settled) return
    this.#settle()
    this.#reject(this.#signal?.reason)
    this.#leave(new ConnectFailure('connection_reset', 'The request was given up.'))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Too late. Throwing, unlike aborting, gives the connection back unharmed to the next request.
    if (this.settled) throw new Error('The request had ended before a connection was ready.')
    this.#controller = controller
    if (!this.line) return
    this.#marks = this.line.fresh
    this.line.fresh = undefined
    this.line.expectsHead = true
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return
    if (this.line) this.line.expectsHead = false
    this.#firstByte = performance.now()
    this.#status = status
    this.#headers = headers
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.settled) return
    const room = this.#maxBodyBytes - this.#size
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk
    this.#size += part.length
    if (this.#parts) this.#parts.push(part)
    else if (this.#body === NO_BODY) this.#body = part
    else this.#parts = [this.#body, part]
    if (chunk.length <= room) return
    this.#respond()
    controller.abort(new Error('The rest of the body is not wanted.'))
  }

  onResponseEnd(): void {
    this.#respond()
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#status > 0) this.#respond()
    else this.#fail(exchangeFailure(error, this.#controller !== undefined && this.#marks === undefined))
  }

  #lateness(): Failure {
    const within = `within ${this.#timeoutMs} ms`
    if (this.#controller) return { error: 'timeout', detail: `No complete answer ${within}.` }
    return this.line
      ? { error: 'connect_timeout', detail: `No connection could be opened ${within}.` }
      : { error: 'timeout', detail: `All connections to this origin were busy; none became free ${within}.` }
  }

  #respond(): void {
    if (this.settled) return
    this.#settle()
    const body = this.#parts ? Buffer.concat(this.#parts, this.#size) : this.#body
    this.#resolve(new Answered(this.#status, this.#headers, body, this.#timings()))
  }

  #fail({ error, detail }: Failure): void {
    if (this.settled) return
    this.#settle()
    this.#resolve({ kind: 'failure', error, detail, timings: this.#timings() })
  }

  #settle(): void {
    this.settled = true
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this)
  }

  /** Ends the connection in use or being opened; nobody else has a claim on it. */
  #leave(reason: Error): void {
    if (this.#controller) this.#controller.abort(reason)
    else this.line?.opening?.destroy(reason)
  }

  #timings(): Timings {
    const start = this.#start
    const timings: Timings = { total: elapsed(start, performance.now()) }
    const marks = this.#marks ?? (this.#controller ? undefined : this.line?.fresh)
    if (marks?.dns !== undefined && marks.dns >= start) timings.dns = elapsed(start, marks.dns)
    if (marks?.connect !== undefined && marks.connect >= start) timings.connect = elapsed(start, marks.connect)
    if (marks?.tls !== undefined && marks.tls >= start) timings.tls = elapsed(start, marks.tls)
    if (this.#firstByte !== undefined) timings.firstByte = elapsed(start, this.#firstByte)
    return timings
  }
}

/** Headers are cleaned when they are read: those of a success never are. */
class Answered {
  readonly kind = 'response'
  readonly status: number
  readonly body: Buffer
  readonly timings: Timings
  readonly #headers: IncomingHttpHeaders

  constructor(status: number, headers: IncomingHttpHeaders, body: Buffer, timings: Timings) {
    this.status = status
    this.body = body
    this.timings = timings
    this.#headers = headers
  }

  get headers(): Record<string, string> {
    return keepHeaders(this.#headers)
  }

  get retryAfter(): string | undefined {
    return retryAfterOf(this.#headers)
  }
}

function expire(exchange: Exchange): void {
  exchange.expire()
}

/** Milliseconds, to a hundredth. */
function elapsed(from: number, to: number): number {
  return Math.round((to - from) * 100) / 100
}
