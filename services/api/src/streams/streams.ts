import type { Scope } from '@g5/contracts'
import type { TenantScope } from '@g5/db'
import type { Credentials } from '../auth/credentials.ts'
import { HttpProblem, unavailable } from '../problem.ts'
import { createPoller, type Feeds, type Source } from './feeds.ts'
import { createOutlet, type EndReason, type Outlet } from './outlet.ts'

export interface StreamTimes {
  /** Milliseconds between two looks for what is new. */
  pollMs: number
  /** Milliseconds between two signs of life, with each of which the credential is looked at again. */
  beatMs: number
}

export interface Streams {
  /**
   * @throws {HttpProblem} `rate_limited` when the tenant has as many streams as it may, `unavailable` when we stop
   */
  open(asker: Asker): Outlet
  /** Feeds that share the process's poller, one for each tenant that somebody listens to. */
  feeds<R>(sourceOf: (scope: TenantScope) => Source<R>): ScopedFeeds<R>
  onError(error: unknown): void
  /** How many are open. */
  count(): number
  /** Ends all. */
  close(): void
  /** Once closed: waits for what is still under way. */
  drain(): Promise<void>
}

export interface ScopedFeeds<R> {
  listen(scope: TenantScope, hear: (rows: readonly R[]) => void): ReturnType<Feeds<R>['listen']>
}

/** Who listens: the stream ends when their credential no longer lets them. */
interface Asker {
  scope: TenantScope
  headers: { authorization?: string | string[] | undefined }
  needs: Scope
}

interface StreamsDeps {
  credentials: Pick<Credentials, 'authenticate'>
  times: StreamTimes
  onError(error: unknown): void
}

/** Streams of one tenant, of the same endpoints of one, or of the deployment, that one process holds. */
const mostOfOne = 10
/** Of all tenants. */
const mostAtAll = 1_000

export function createStreams({ credentials, times, onError }: StreamsDeps): Streams {
  const open = new Map<Outlet, Asker>()
  const poller = createPoller({ pollMs: times.pollMs, onError })
  let ticker: NodeJS.Timeout | undefined
  let closed = false

  function tick(): void {
    for (const [outlet, asker] of open) {
      outlet.beat()
      mayListen(asker).then(
        (may) => may || outlet.end('credential_ended'),
        (error) => {
          onError(error)
          outlet.end('unavailable') // Whoever can't be looked at again is not told more.
        },
      )
    }
  }

  async function mayListen({ headers, scope, needs }: Asker): Promise<boolean> {
    const principal = await credentials.authenticate([headers['authorization']].flat()[0])
    if (!principal?.scopes.includes(needs)) return false
    return principal.tenantId === null || ('tenantId' in scope && scope.tenantId === principal.tenantId)
  }

  function endAll(reason: EndReason): void {
    for (const outlet of [...open.keys()]) outlet.end(reason)
  }

  return {
    feeds<R>(sourceOf: (scope: TenantScope) => Source<R>) {
      const feeds = poller.feeds<R>()
      return {
        listen: (scope: TenantScope, hear: (rows: readonly R[]) => void) =>
          feeds.listen(nameOf(scope), () => sourceOf(scope), hear),
      }
    },
    onError,
    count: () => open.size,
    open(asker) {
      if (closed) throw unavailable()
      const of = nameOf(asker.scope)
      const theirs = [...open.values()].filter(({ scope }) => nameOf(scope) === of).length
      if (theirs >= mostOfOne || open.size >= mostAtAll) {
        const detail = `${theirs >= mostOfOne ? theirs : open.size} streams are open.`
        throw new HttpProblem('rate_limited', { detail, headers: { 'retry-after': '15' } })
      }
      const outlet = createOutlet()
      open.set(outlet, asker)
      outlet.onEnd(() => {
        open.delete(outlet)
        if (open.size > 0) return
        clearInterval(ticker)
        ticker = undefined
      })
      ticker ??= setInterval(tick, times.beatMs)
      return outlet
    },
    close() {
      closed = true
      endAll('stopping')
    },
    drain: poller.stop,
  }
}

/**
 * Of whose rows a stream tells. Sessions of some endpoints are others than their tenant: they must not hear what is looked up
 * for it, nor take its places.
 */
const nameOf = (scope: TenantScope) => JSON.stringify(scope)
