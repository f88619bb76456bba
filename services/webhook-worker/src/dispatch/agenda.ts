import TinyQueue from 'tinyqueue'

/** Lanes by the moment at which to look at them next. */
export interface Agenda {
  /** One moment a lane: the newest replaces the one before. */
  set(lane: number, at: number): void
  delete(lane: number): void
  at(lane: number): number | undefined
  /** Takes the lanes whose moment has come, the earliest first. */
  takeUntil(now: number): number[]
  /** The earliest moment; undefined when there is none. */
  readonly next: number | undefined
  readonly size: number
}

interface Entry {
  lane: number
  at: number
}
const earliestFirst = (a: Entry, b: Entry) => a.at - b.at

export function createAgenda(): Agenda {
  const moments = new Map<number, number>()
  /** Entries that a later `set` or `delete` made void stay in the heap until they come to its top. */
  let heap = new TinyQueue<Entry>([], earliestFirst)

  function first(): Entry | undefined {
    for (let top = heap.peek(); top; top = heap.peek()) {
      if (moments.get(top.lane) === top.at) return top
      heap.pop()
    }
    return undefined
  }

  return {
    set(lane, at) {
      if (moments.get(lane) === at) return
      moments.set(lane, at)
      heap.push({ lane, at })
      // Lanes that are set over and over leave more void entries than live ones: start anew from what holds.
      if (heap.length > 1_000 + 4 * moments.size)
        heap = new TinyQueue(
          Array.from(moments, ([lane, at]) => ({ lane, at })),
          earliestFirst,
        )
    },
    delete: (lane) => void moments.delete(lane),
    at: (lane) => moments.get(lane),
    takeUntil(now) {
      const taken: number[] = []
      for (let top = first(); top && top.at <= now; top = first()) {
        taken.push(top.lane)
        moments.delete(top.lane)
      }
      return taken
    },
    get next() {
      return first()?.at
    },
    get size() {
      return moments.size
    },
  }
}
