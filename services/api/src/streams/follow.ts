import type { Outlet } from './outlet.ts'

interface Tail<R> {
  /** Where the stream begins, as an id to go on from. */
  opening(): Promise<string>
  /** Hears of what becomes visible from now on; gives what ends that. */
  listen(hear: (rows: readonly R[]) => void): Promise<() => void>
  /** Sends what of these rows the reader wants. */
  tell(rows: readonly R[]): void
  /**
   * What came since the last message that the reader has, oldest first; each time it is asked it goes on from a little
   * before where it has come to. Undefined: the reader hears from now on.
   */
  missed: (() => AsyncIterable<readonly R[]>) | undefined
  keyOf(row: R): string
  onError(error: unknown): void
}

/** Keys that are remembered of what was told on the way back. */
const mostTold = 20_000

/**
 * Lets an outlet hear of all that becomes visible from now on, or since its reader went away. A long way back goes at the
 * reader's own pace, and the last stretch of it while listening already, so that nothing falls between. What
 * lies farther apart than is remembered may be told twice: the reader knows it by its id.
 */
export async function follow<R>(
  outlet: Outlet,
  { opening, listen, tell, missed, keyOf, onError }: Tail<R>,
): Promise<void> {
  if (!missed) {
    try {
      outlet.greet(await opening()) // Before it listens: what comes in between is not lost to who comes back.
      return outlet.onEnd(await listen(tell))
    } catch (error) {
      outlet.readable.destroy()
      throw error
    }
  }

  outlet.greet()
  let told: Set<string> | undefined = new Set()
  function tellOnce(rows: readonly R[]): void {
    const fresh = rows.filter((row) => !told?.has(keyOf(row)))
    if (told && told.size > mostTold) told.clear()
    for (const row of fresh) told?.add(keyOf(row))
    tell(fresh)
  }
  async function catchUp(pages: AsyncIterable<readonly R[]>): Promise<void> {
    for await (const rows of pages) {
      tellOnce(rows)
      await outlet.drained()
      if (outlet.ended) return
    }
  }
  catchUp(missed())
    .then(async () => outlet.onEnd(await listen(tellOnce)))
    .then(() => catchUp(missed()))
    .then(() => {
      told = undefined
    })
    .catch((error) => {
      onError(error)
      outlet.end('unavailable')
    })
}
