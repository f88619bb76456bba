import { type Answer, Call, type Page, PageCall } from './call.ts'
import { failureOf, G5ConnectionError, G5Error, G5Problem, G5UnexpectedAnswer } from './errors.ts'
import { linesOf } from './lines.ts'
import type { ClientOptions, KeyedOptions, StreamOptions } from './options.ts'
import { type Prepared, prepare, type Request } from './request.ts'
import { waitBefore, wait as waitFor } from './retry.ts'
import { type StreamMessage, serverSentEvents } from './server-sent-events.ts'

/** How operations are sent, by what they answer with. */
export interface Sender {
  json<T>(request: Request, options?: KeyedOptions): Call<T>
  page<T>(request: Request, options?: KeyedOptions): PageCall<T>
  /** Server-sent events, opened again where it broke off. */
  events<T>(request: Request, options?: StreamOptions): AsyncGenerator<StreamMessage<T>, void, undefined>
  /** JSON values, one a line. */
  lines<T>(request: Request, options?: KeyedOptions): AsyncGenerator<T, void, undefined>
}

const usualTimeoutMs = 30_000
const usualRetries = 3

export function createSender(client: ClientOptions): Sender {
  const { fetch: send = fetch, wait = waitFor, credential } = client

  async function authorize({ headers, open }: Prepared, renew: boolean): Promise<void> {
    if (open || credential === undefined) return
    const token = typeof credential === 'string' ? credential : await credential({ renew })
    headers.set('authorization', `Bearer ${token}`)
  }

  /** One try. The timer is stopped by `read` for what goes on without an end. */
  async function once<T>(
    { method, url, headers, body }: Prepared,
    options: KeyedOptions,
    read: (response: Response, untimed: () => void) => Promise<T>,
  ): Promise<T> {
    const timeoutMs = options.timeoutMs ?? client.timeoutMs ?? usualTimeoutMs
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), timeoutMs)
    const signal = options.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal
    try {
      const response = await send(url, { method, headers, signal, ...(body !== undefined && { body }) })
      if (!response.ok) throw failureOf(response.status, response.headers, await response.text())
      return await read(response, () => clearTimeout(timer))
    } catch (error) {
      options.signal?.throwIfAborted()
      if (error instanceof G5Error) throw error
      if (late.signal.aborted) throw new G5ConnectionError(`No answer within ${timeoutMs} ms`, { timedOut: true })
      throw new G5ConnectionError('The request did not come through', { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }

  async function run<T>(
    request: Request,
    options: KeyedOptions,
    read: (response: Response, untimed: () => void) => Promise<T>,
  ): Promise<T> {
    const headers = { ...client.headers, ...options.headers }
    const prepared = prepare(request, { ...options, headers, tenant: options.tenant ?? client.tenant }, client.baseUrl)
    const retries = options.retries ?? client.retries ?? usualRetries
    await authorize(prepared, false)
    let renewed = typeof credential !== 'function'
    for (let tries = 1; ; tries++) {
      try {
        return await once(prepared, options, read)
      } catch (error) {
        if (!(error instanceof G5Error)) throw error
        if (error instanceof G5Problem && error.code === 'unauthorized' && !renewed && !prepared.open) {
          renewed = true // Nothing was done, so anything may be sent again by somebody who is known.
          await authorize(prepared, true)
          continue
        }
        const state = { safe: prepared.safe, now: Date.now(), random: Math.random() }
        const ms = tries > retries ? undefined : waitBefore(tries, error, state)
        if (ms === undefined) throw error
        await wait(ms, options.signal)
      }
    }
  }

  const json = <T>(request: Request, options: KeyedOptions = {}) => run(request, options, readJson<T>)

  /** The body of an answer that goes on; from here on the caller's signal alone ends it. */
  function open(request: Request, options: KeyedOptions): Promise<ReadableStream<Uint8Array>> {
    return run(request, options, async (response, untimed) => {
      untimed()
      if (response.body) return response.body
      throw new G5UnexpectedAnswer(response.status, response.headers, '')
    })
  }

  return {
    json: <T>(request: Request, options?: KeyedOptions) => new Call(json<T>(request, options)),
    page<T>(request: Request, options?: KeyedOptions) {
      const more = async (cursor: string) => {
        const next = { ...request, query: { ...request.query, cursor } }
        return (await json<Page<T>>(next, options)).data
      }
      return new PageCall<T>(json<Page<T>>(request, options), more)
    },
    events: <T>(request: Request, options: StreamOptions = {}) =>
      serverSentEvents<T>(
        (headers, signal) => open(request, { ...options, signal, headers: { ...options.headers, ...headers } }),
        options,
        wait,
      ),
    async *lines<T>(request: Request, options: KeyedOptions = {}) {
      yield* linesOf<T>(await open(request, options))
    },
  }
}

async function readJson<T>(response: Response): Promise<Answer<T>> {
  const { status, headers } = response
  const text = await response.text()
  return {
    data: parsed(text, response),
    ...{ text, status, headers },
    requestId: headers.get('x-request-id') ?? undefined,
    replayed: headers.get('idempotent-replayed') === 'true',
  }
}

/** The types are the document's word; what is not even JSON is not this API's. */
function parsed(text: string, { status, headers }: Response) {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new G5UnexpectedAnswer(status, headers, text)
  }
}
