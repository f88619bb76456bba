/** Where the rows of a feed come from. */
export interface Source<R> {
  /**
   * Keys of the rows that have arrived lately. Rows do not become visible in the order of their ids, so the same
   * window is read again and again; a deep look goes back as far as a commit may be late.
   */
  look(deep: boolean): Promise<string[]>
  /** The rows of some of those keys, in any order. */
  load(keys: readonly string[]): Promise<R[]>
}

export interface Feeds<R> {
  /**
   * Hears of each row that becomes visible from now on, once. All who listen by the same name share one source.
   * @returns what ends it
   */
  listen(name: string, source: () => Source<R>, hear: (rows: readonly R[]) => void): Promise<() => void>
}

/** Looks at all feeds, one after the other, again and again; only while somebody listens. */
export interface Poller {
  feeds<R>(): Feeds<R>
  /** Takes no new listeners, and resolves when it is at rest. */
  stop(): Promise<void>
}

interface PollerOptions {
  /** Milliseconds between two rounds. */
  pollMs: number
  /** A look that failed; the next one finds what it would have found. */
  onError(error: unknown): void
}

/** Rounds of which one looks deep. */
const deepEvery = 10
/** Rows that are loaded at once: payloads may be large. */
const rowsAtOnce = 100

export function createPoller({ pollMs, onError }: PollerOptions): Poller {
  const polled = new Set<() => Promise<void>>()
  let loop: Promise<void> | undefined
  let rest: { timer: NodeJS.Timeout; over: () => void } | undefined
  let stopped = false

  async function run(): Promise<void> {
    while (polled.size > 0 && !stopped) {
      await pause()
      for (const poll of polled) if (!stopped) await poll().catch(onError)
    }
  }

  function start(): void {
    loop ??= run().finally(() => {
      loop = undefined
      if (polled.size > 0 && !stopped) start() // Somebody came just as it ended.
    })
  }

  function pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    rest = { timer: setTimeout(resolve, pollMs), over: resolve }
    return promise
  }

  function feeds<R>(): Feeds<R> {
    const known = new Map<string, Feed<R>>()
    return {
      async listen(name, source, hear) {
        const feed = known.get(name) ?? createFeed(source())
        known.set(name, feed)
        const leave = () => {
          feed.hearers.delete(hear)
          if (feed.hearers.size > 0) return
          polled.delete(feed.poll)
          if (known.get(name) === feed) known.delete(name)
        }
        feed.hearers.add(hear)
        try {
          await feed.ready()
        } catch (error) {
          leave()
          throw error
        }
        if (feed.hearers.has(hear)) polled.add(feed.poll)
        if (!stopped) start()
        return leave
      },
    }
  }

  return {
    feeds,
    async stop() {
      stopped = true
      clearTimeout(rest?.timer)
      rest?.over()
      await loop
    },
  }
}

type Feed<R> = ReturnType<typeof createFeed<R>>

function createFeed<R>(source: Source<R>) {
  const hearers = new Set<(rows: readonly R[]) => void>()
  let seen = new Set<string>()
  let began: Promise<void> | undefined
  let round = 0

  /** What is there already is nobody's news. */
  async function begin(): Promise<void> {
    seen = new Set(await source.look(true))
  }

  return {
    hearers,
    ready() {
      began ??= begin().catch((error) => {
        began = undefined
        throw error
      })
      return began
    },
    async poll(): Promise<void> {
      const deep = ++round % deepEvery === 0
      const keys = await source.look(deep)
      const fresh = keys.filter((key) => !seen.has(key))
      if (deep) seen = new Set(keys.filter((key) => seen.has(key))) // The rest is too old to be seen again.
      for (let i = 0; i < fresh.length && hearers.size > 0; i += rowsAtOnce) {
        const some = fresh.slice(i, i + rowsAtOnce)
        const rows = await source.load(some)
        for (const key of some) seen.add(key)
        for (const hear of hearers) hear(rows)
      }
    },
  }
}
