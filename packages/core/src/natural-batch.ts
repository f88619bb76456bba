/** One more limit of a batch: the weights of its items add up to at most `max`. A heavier item goes alone. */
export interface Bound<T> {
  weigh(item: T): number
  max: number
}

export interface NaturalBatchOptions<T, R> {
  /** Does the work of a batch: one result an item, in their order. */
  flush(items: T[]): Promise<R[]>
  maxItems: number
  bounds?: readonly Bound<T>[]
  /** Items that may wait for a flush; one more is refused with {@link Overloaded}. */
  maxWaiting: number
  /** Flushes in flight, 1 unless told. With more, only their starts keep the order. */
  concurrency?: number
  /** Milliseconds from one flush to the next while less than a whole batch waits, for larger ones; 0 unless told. */
  restMs?: number
  /** True for an item that somebody waits for: it cuts a rest short. */
  isUrgent?(item: T): boolean
  /** True for an error that one item may have caused: the batch is halved until that item fails alone. */
  bisect?(error: unknown): boolean
}

export interface NaturalBatch<T, R> {
  /** The item's result. Rejects with the flush's error, or with {@link Overloaded}. */
  add(item: T): Promise<R>
  /** Resolves when nothing waits and nothing is in flight. */
  drain(): Promise<void>
  readonly waiting: number
}

/** Too much waits already. Nothing was done with the item. */
export class Overloaded extends Error {
  override name = 'Overloaded'
}

interface Entry<T, R> {
  item: T
  resolve(result: R): void
  reject(error: unknown): void
}

/**
 * While one flush is in flight, what arrives collects; when it returns, all that waited go in one. There is no timer
 * unless `restMs` asks for one: idle adds no latency, busy makes few and large flushes.
 */
export function naturalBatch<T, R>(options: NaturalBatchOptions<T, R>): NaturalBatch<T, R> {
  const { flush, maxItems, bounds = [], maxWaiting, concurrency = 1, restMs = 0 } = options
  const { isUrgent = () => false, bisect = () => false } = options
  const waiting: Entry<T, R>[] = []
  const drained: (() => void)[] = []
  let inFlight = 0
  let awake = false
  let resting: NodeJS.Timeout | undefined

  function add(item: T): Promise<R> {
    if (waiting.length >= maxWaiting) return Promise.reject(new Overloaded(`${maxWaiting} items wait already`))
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (resting && isUrgent(item)) makeRoom()
      else wake()
    })
  }

  /**
   * At the end of this turn of the event loop, so that all that its sockets bring shares the flush: under load a turn
   * brings many, and when idle there is nothing else to do first.
   */
  function wake(): void {
    if (awake || inFlight >= concurrency) return
    awake = true
    setImmediate(() => {
      awake = false
      start()
    })
  }

  function start(): void {
    while (waiting.length > 0 && inFlight < concurrency) {
      inFlight += 1
      void settle(takeBatch()).then(landed)
    }
    if (waiting.length === 0 && inFlight === 0) for (const resolve of drained.splice(0)) resolve()
  }

  function landed(): void {
    if (restMs === 0 || waiting.length >= maxItems) makeRoom()
    else resting = setTimeout(makeRoom, restMs)
  }

  function makeRoom(): void {
    clearTimeout(resting)
    resting = undefined
    inFlight -= 1
    wake()
  }

  /** As many as every bound allows, and at least one. */
  function takeBatch(): Entry<T, R>[] {
    const size = bounds.reduce(countWithin, Math.min(waiting.length, maxItems))
    return waiting.splice(0, Math.max(size, 1))
  }

  /** Of the first `most` that wait, how many are within the bound. */
  function countWithin(most: number, { weigh, max }: Bound<T>): number {
    let left = max
    let count = 0
    for (const { item } of waiting) {
      if (count === most) break
      left -= weigh(item)
      if (left < 0) break
      count += 1
    }
    return count
  }

  async function settle(batch: Entry<T, R>[]): Promise<void> {
    const outcome = await attempt(batch)
    if ('results' in outcome) {
      for (let i = 0; i < batch.length; i++) batch[i]?.resolve(outcome.results[i] as R)
    } else if (batch.length > 1 && bisect(outcome.error)) {
      const middle = Math.ceil(batch.length / 2)
      await settle(batch.slice(0, middle))
      await settle(batch.slice(middle))
    } else {
      for (const { reject } of batch) reject(outcome.error)
    }
  }

  async function attempt(batch: Entry<T, R>[]): Promise<{ results: R[] } | { error: unknown }> {
    try {
      const results = await flush(batch.map(({ item }) => item))
      if (results.length === batch.length) return { results }
      return { error: new Error(`a flush of ${batch.length} items gave ${results.length} results`) }
    } catch (error) {
      return { error }
    }
  }

  return {
    add,
    drain: () =>
      new Promise((resolve) => {
        drained.push(resolve)
        wake()
      }),
    get waiting() {
      return waiting.length
    },
  }
}
