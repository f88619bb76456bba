import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { naturalBatch, Overloaded } from './natural-batch.ts'

/** A flush that the test lets return or fail, one batch after another. */
function gate<T>() {
  const batches: T[][] = []
  const open: { batch: T[]; land: () => void; fail: (error: unknown) => void }[] = []
  const flush = (batch: T[]) =>
    new Promise<string[]>((resolve, reject) => {
      batches.push(batch)
      open.push({ batch, land: () => resolve(batch.map((item) => `done ${item}`)), fail: reject })
    })
  return { flush, batches, open }
}

/** Lets everything that can go on do so: a few turns of the event loop. No time passes. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}

describe('a natural batch', () => {
  it('flushes what one turn of the event loop brings together, without a timer', async () => {
    const { flush, batches, open } = gate<number>()
    const batch = naturalBatch({ flush, maxItems: 10, maxWaiting: 10 })
    const results = [batch.add(1), batch.add(2)]
    await Promise.resolve()
    results.push(batch.add(3))
    expect(batches).toEqual([])
    await settled()
    expect(batches).toEqual([[1, 2, 3]])
    open[0]?.land()
    expect(await Promise.all(results)).toEqual(['done 1', 'done 2', 'done 3'])
  })

  it('collects while a flush is in flight and flushes all that waited when it returns', async () => {
    const { flush, batches, open } = gate<number>()
    const batch = naturalBatch({ flush, maxItems: 10, maxWaiting: 10 })
    void batch.add(1)
    await settled()
    void batch.add(2)
    await settled()
    void batch.add(3)
    await settled()
    expect(batches).toEqual([[1]])
    expect(batch.waiting).toBe(2)
    open[0]?.land()
    await settled()
    expect(batches).toEqual([[1], [2, 3]])
    expect(batch.waiting).toBe(0)
  })

  it('rests after a flush when told to, unless a whole batch waits, and not before the first', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      const { flush, batches, open } = gate<number>()
      const batch = naturalBatch({ flush, maxItems: 3, maxWaiting: 10, restMs: 5 })
      void batch.add(1)
      await settled()
      expect(batches).toEqual([[1]])
      open[0]?.land()
      void batch.add(2)
      await settled()
      expect(batches).toEqual([[1]])
      vi.advanceTimersByTime(5)
      await settled()
      expect(batches).toEqual([[1], [2]])
      for (const item of [3, 4, 5]) void batch.add(item)
      open[1]?.land()
      await settled()
      expect(batches).toEqual([[1], [2], [3, 4, 5]])
      open[2]?.land()
      const drained = batch.drain()
      await settled()
      vi.advanceTimersByTime(5)
      await drained
    } finally {
      vi.useRealTimers()
    }
  })

  it('rests no longer once there is something that somebody waits for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { flush, batches, open } = gate<number>()
      const batch = naturalBatch({ flush, maxItems: 9, maxWaiting: 10, restMs: 5, isUrgent: (item) => item < 0 })
      void batch.add(1)
      await settled()
      open[0]?.land()
      await settled()
      void batch.add(2)
      await settled()
      expect(batches).toEqual([[1]])
      void batch.add(-3)
      await settled()
      expect(batches).toEqual([[1], [2, -3]])
      open[1]?.land()
      void batch.add(4)
      await settled()
      vi.advanceTimersByTime(4)
      await settled()
      expect(batches).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it('keeps the order, the bounds and the number in flight, and gives each item its own result', async () => {
    const weights = fc.array(fc.nat(12), { minLength: 1, maxLength: 60 })
    const shape = fc.record({ maxItems: fc.integer({ min: 1, max: 8 }), concurrency: fc.integer({ min: 1, max: 3 }) })
    await fc.assert(
      fc.asyncProperty(
        weights,
        shape,
        fc.infiniteStream(fc.nat()),
        async (weights, { maxItems, concurrency }, chance) => {
          const draw = (below: number) => Number(chance.next().value) % below
          const { flush, batches, open } = gate<number>()
          const bounds = [{ weigh: (item: number) => weights[item] ?? 0, max: 10 }]
          const batch = naturalBatch({ flush, maxItems, bounds, maxWaiting: 100, concurrency })
          const results: Promise<string>[] = []
          while (results.length < weights.length || open.length > 0) {
            for (let n = draw(5); n > 0 && results.length < weights.length; n--) results.push(batch.add(results.length))
            await settled()
            expect(open.length).toBeLessThanOrEqual(concurrency)
            expect(open.length === concurrency || batch.waiting === 0).toBe(true)
            if (open.length > 0) open.splice(draw(open.length), 1)[0]?.land()
            await settled()
          }
          expect(batches.flat()).toEqual(weights.map((_, i) => i))
          for (const items of batches) {
            const weight = items.reduce((sum, item) => sum + (weights[item] ?? 0), 0)
            expect(items.length <= maxItems && (weight <= 10 || items.length === 1)).toBe(true)
          }
          expect(await Promise.all(results)).toEqual(weights.map((_, i) => `done ${i}`))
        },
      ),
      { numRuns: 50 },
    )
  })

  it('sends an item heavier than a bound alone, rather than never', async () => {
    const { flush, batches, open } = gate<number>()
    const bounds = [{ weigh: (item: number) => item, max: 10 }]
    const batch = naturalBatch({ flush, maxItems: 10, bounds, maxWaiting: 10 })
    for (const item of [4, 99, 6, 4, 1]) void batch.add(item)
    for (let i = 0; i < 4; i++) {
      await settled()
      open[i]?.land()
    }
    expect(batches).toEqual([[4], [99], [6, 4], [1]])
  })

  it('refuses what is more than may wait, and takes it again once there is room', async () => {
    const { flush, open } = gate<number>()
    const batch = naturalBatch({ flush, maxItems: 10, maxWaiting: 2 })
    void batch.add(0)
    await settled()
    void batch.add(1)
    void batch.add(2)
    await expect(batch.add(3)).rejects.toBeInstanceOf(Overloaded)
    expect(batch.waiting).toBe(2)
    open[0]?.land()
    await settled()
    const late = batch.add(4)
    open[1]?.land()
    await settled()
    open[2]?.land()
    expect(await late).toBe('done 4')
  })
})

describe('a failed flush', () => {
  it('fails its items and no others', async () => {
    const { flush, open } = gate<number>()
    const batch = naturalBatch({ flush, maxItems: 2, maxWaiting: 10 })
    const outcomes = Promise.allSettled([1, 2, 3].map(batch.add))
    await settled()
    open[0]?.fail(new Error('away'))
    await settled()
    open[1]?.land()
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  })

  it('fails its items too when it throws at once, or gives too few results', async () => {
    const throws = naturalBatch<number, number>({
      flush: () => {
        throw new Error('no')
      },
      maxItems: 2,
      maxWaiting: 2,
    })
    await expect(throws.add(1)).rejects.toThrow('no')
    const short = naturalBatch({ flush: async () => [], maxItems: 2, maxWaiting: 2 })
    await expect(short.add(1)).rejects.toThrow('1 items gave 0 results')
  })

  it('is halved, when its error is one of data, until the bad items fail alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (bad) => {
        const done: number[] = []
        const flush = async (items: number[]) => {
          if (items.some((item) => bad[item])) throw new RangeError('bad data')
          done.push(...items)
          return items
        }
        const batch = naturalBatch({ flush, maxItems: 100, maxWaiting: 100, bisect: (e) => e instanceof RangeError })
        const outcomes = await Promise.allSettled(bad.map((_, i) => batch.add(i)))
        expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(bad)
        expect(done).toEqual(bad.flatMap((isBad, i) => (isBad ? [] : [i])))
      }),
    )
  })

  it('is not halved for any other error', async () => {
    const { flush, batches, open } = gate<number>()
    const batch = naturalBatch({ flush, maxItems: 10, maxWaiting: 10, bisect: (e) => e instanceof RangeError })
    const outcomes = Promise.allSettled([1, 2].map(batch.add))
    await settled()
    open[0]?.fail(new Error('away'))
    await outcomes
    expect(batches).toEqual([[1, 2]])
  })
})

describe('draining', () => {
  it('ends when all that was added has landed', async () => {
    const { flush, open } = gate<number>()
    const batch = naturalBatch({ flush, maxItems: 1, maxWaiting: 10 })
    void batch.add(1)
    void batch.add(2)
    let drained = false
    const draining = batch.drain().then(() => {
      drained = true
    })
    await settled()
    open[0]?.land()
    await settled()
    expect(drained).toBe(false)
    open[1]?.land()
    await draining
  })

  it('ends at once when there is nothing to wait for, and after a failure too', async () => {
    const batch = naturalBatch({ flush: () => Promise.reject(new Error('away')), maxItems: 1, maxWaiting: 1 })
    await batch.drain()
    const lost = expect(batch.add(1)).rejects.toThrow('away')
    await batch.drain()
    await lost
  })
})
