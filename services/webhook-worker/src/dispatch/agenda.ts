/** Lanes by the moment at which to look at them next: a binary heap, the earliest on top. */
export interface Agenda {
  /** One moment a lane: the newest replaces the one before. */
  set(lane: number, at: number): void
  delete(lane: number): void
  at(lane: number): number | undefined
  /** Takes the lanes whose moment has come. */
  takeUntil(now: number): number[]
  /** The earliest moment; undefined when there is none. */
  readonly next: number | undefined
  readonly size: number
}

export function createAgenda(): Agenda {
  const moments = new Map<number, number>()
  /** Entries that a later `set` or `delete` made void stay in the heap until they come to its top. */
  let heap: { lane: number; at: number }[] = []

  function push(lane: number, at: number): void {
    heap.push({ lane, at })
    let i = heap.length - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (heap[parent]!.at <= heap[i]!.at) break
      swap(i, parent)
      i = parent
    }
  }

  function pop(): void {
    const last = heap.pop()!
    if (heap.length === 0) return
    heap[0] = last
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let least = i
      if (left < heap.length && heap[left]!.at < heap[least]!.at) least = left
      if (right < heap.length && heap[right]!.at < heap[least]!.at) least = right
      if (least === i) break
      swap(i, least)
      i = least
    }
  }

  function swap(a: number, b: number): void {
    const entry = heap[a]!
    heap[a] = heap[b]!
    heap[b] = entry
  }

  function dropVoid(): void {
    while (heap.length > 0 && moments.get(heap[0]!.lane) !== heap[0]!.at) pop()
    // Lanes set over and over leave more void entries than live ones: start anew from what holds.
    if (heap.length > 1_000 && heap.length > 4 * moments.size) {
      const entries = [...moments]
      heap = []
      for (const [lane, at] of entries) push(lane, at)
    }
  }

  return {
    set(lane, at) {
      if (moments.get(lane) === at) return
      moments.set(lane, at)
      push(lane, at)
    },
    delete(lane) {
      moments.delete(lane)
    },
    at: (lane) => moments.get(lane),
    takeUntil(now) {
      const taken: number[] = []
      for (dropVoid(); heap.length > 0 && heap[0]!.at <= now; dropVoid()) {
        const { lane } = heap[0]!
        taken.push(lane)
        moments.delete(lane)
        pop()
      }
      return taken
    },
    get next() {
      dropVoid()
      return heap[0]?.at
    },
    get size() {
      return moments.size
    },
  }
}
