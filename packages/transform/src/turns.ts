/** Jobs that wait, dealt to their owners in turn: however many one has, the next of another waits for one of them. */
export interface Turns<J> {
  add(owner: string, job: J): void
  /** The next job of an owner that has fewer than `most` at work; it counts as at work until `done`. */
  take(most: number): { owner: string; job: J } | undefined
  done(owner: string): void
  delete(owner: string, job: J): void
  readonly size: number
}

export function createTurns<J>(): Turns<J> {
  /** In the order of their turns. */
  const waiting = new Map<string, Set<J>>()
  const atWork = new Map<string, number>()
  let size = 0

  function remove(owner: string, jobs: Set<J>, job: J): void {
    if (!jobs.delete(job)) return
    size -= 1
    if (jobs.size === 0) waiting.delete(owner)
  }

  return {
    add(owner, job) {
      const jobs = waiting.get(owner)
      if (jobs) jobs.add(job)
      else waiting.set(owner, new Set([job]))
      size += 1
    },
    take(most) {
      for (const [owner, jobs] of waiting) {
        if ((atWork.get(owner) ?? 0) >= most) continue
        const [job] = jobs
        if (job === undefined) continue
        waiting.delete(owner)
        waiting.set(owner, jobs)
        remove(owner, jobs, job)
        atWork.set(owner, (atWork.get(owner) ?? 0) + 1)
        return { owner, job }
      }
      return undefined
    },
    done(owner) {
      const left = (atWork.get(owner) ?? 1) - 1
      if (left > 0) atWork.set(owner, left)
      else atWork.delete(owner)
    },
    delete(owner, job) {
      const jobs = waiting.get(owner)
      if (jobs) remove(owner, jobs, job)
    },
    get size() {
      return size
    },
  }
}
