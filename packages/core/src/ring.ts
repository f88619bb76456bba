interface Seat<K> {
  key: K
  before: Seat<K>
  after: Seat<K>
}

/** Keys in rotation. Every operation takes the same short time, however many keys there are. */
export interface Ring<K> {
  /** Whose turn it is; undefined when the ring is empty. */
  readonly head: K | undefined
  readonly size: number
  /** Puts a key last; one that is in the ring keeps its place. */
  add(key: K): void
  delete(key: K): void
  /** Puts the head last. */
  advance(): void
}

export function createRing<K>(): Ring<K> {
  const seats = new Map<K, Seat<K>>()
  let head: Seat<K> | undefined

  return {
    get head() {
      return head?.key
    },
    get size() {
      return seats.size
    },
    add(key) {
      if (seats.has(key)) return
      const seat = { key } as Seat<K>
      seat.after = head ?? seat
      seat.before = head?.before ?? seat
      seat.before.after = seat
      seat.after.before = seat
      head ??= seat
      seats.set(key, seat)
    },
    delete(key) {
      const seat = seats.get(key)
      if (!seat) return
      seats.delete(key)
      seat.before.after = seat.after
      seat.after.before = seat.before
      if (head === seat) head = seats.size > 0 ? seat.after : undefined
    },
    advance() {
      head = head?.after
    },
  }
}
