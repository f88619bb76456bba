/** A token, or what gives one. `renew`: the one before was refused, so it must be another. */
export type Credential = string | ((asked: { renew: boolean }) => string | Promise<string>)

export interface ClientOptions {
  /** Where the API is, such as `https://webhooks.example.com`. */
  baseUrl: string
  /** An API key, or a function that gives a token for each request. Without one only public operations can be called. */
  credential?: Credential
  /** The id, uid or slug of the tenant to act in, where the credential is one of the deployment. */
  tenant?: string
  /** Milliseconds for one try, the answer's body included; 30,000 unless told. */
  timeoutMs?: number
  /** Tries after the first, where trying again is safe; 3 unless told. */
  retries?: number
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Waits between tries. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

export interface CallOptions {
  signal?: AbortSignal | undefined
  timeoutMs?: number | undefined
  retries?: number | undefined
  tenant?: string | undefined
  headers?: Readonly<Record<string, string>> | undefined
  /**
   * True: the caller knows that doing it twice does no harm, so it may be tried again although nothing else says so; a
   * batch whose events all have a `uid` is an example.
   */
  repeatable?: boolean | undefined
}

/** For operations that take a key: without one of the caller's own, each call has a new one, kept over its tries. */
export interface KeyedOptions extends CallOptions {
  idempotencyKey?: string | undefined
}

export interface StreamOptions extends CallOptions {
  /** Goes on after this message of an earlier stream. */
  lastEventId?: string | undefined
  /** Milliseconds without a sign of life after which the stream is opened anew; 45,000 unless told. */
  idleMs?: number | undefined
  /**
   * Hears whether the stream is open, each time that changes: from the first `true` on nothing is missed, `false` is a
   * stream that broke off and is opened again.
   */
  onConnection?: ((open: boolean) => void) | undefined
}
