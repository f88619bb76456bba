/** A function whose calls are known while they last. */
export function tracked<A extends unknown[]>(call: (...args: A) => Promise<void>) {
  const inProgress = new Set<Promise<void>>()
  return {
    handle(...args: A): Promise<void> {
      const running = call(...args).finally(() => inProgress.delete(running))
      inProgress.add(running)
      return running
    },
    /** Resolves when none is in progress, those that begin meanwhile included. */
    async idle(): Promise<void> {
      while (inProgress.size > 0) await Promise.allSettled(inProgress)
    },
  }
}
