export interface SlotsOptions {
  /** Deliveries in flight at once in this process. */
  total: number
  /** What one lane may hold of them, 0.1 unless told; at least one slot. */
  perLaneShare?: number
  /** What one tenant may hold of them, 0.5 unless told; at least one slot. */
  perTenantShare?: number
  /** Bytes of payloads in flight, beyond which no slot is given; no limit unless told. */
  maxBytes?: number
  /** What all slow lanes together may hold of them, 0.5 unless told; at least one slot. */
  slowShare?: number
}

/** Room for one delivery in flight. */
export interface Slot {
  /** The payload turned out to have so many bytes. */
  weigh(bytes: number): void
  /** Gives the room back; a second call does nothing. */
  release(): void
}

export interface Slots {
  /**
   * A slot, or undefined: it refuses and never queues, so a full endpoint holds up nobody else.
   * @param slow the lane's last result was a timeout or took long
   */
  take(lane: number, tenant: string, slow?: boolean): Slot | undefined
  /** Slots that the lane holds now. */
  heldBy(lane: number): number
  /** None while payloads fill what memory there is for them. */
  readonly free: number
  readonly inUse: number
  /** In use or not. */
  readonly total: number
  /** Resolves once `count` slots are free, 1 unless told; at once when they are. Never for more than there are. */
  whenFree(count?: number): Promise<void>
}

export function createSlots(options: SlotsOptions): Slots {
  const { total, perLaneShare = 0.1, perTenantShare = 0.5, slowShare = 0.5 } = options
  const { maxBytes = Number.POSITIVE_INFINITY } = options
  const share = (part: number) => Math.max(1, Math.floor(total * part))
  const lanes = createTally<number>(share(perLaneShare))
  const tenants = createTally<string>(share(perTenantShare))
  const slowOnes = createTally<true>(share(slowShare))
  let waiting: { count: number; resolve(): void }[] = []
  let inUse = 0
  let bytesInUse = 0
  const free = () => (bytesInUse < maxBytes ? total - inUse : 0)

  /** A class, unlike the rest: one is made for every delivery, and a prototype saves its closures. */
  class HeldSlot implements Slot {
    readonly #lane: number
    readonly #tenant: string
    readonly #slow: boolean
    #weight = 0
    #released = false

    constructor(lane: number, tenant: string, slow: boolean) {
      this.#lane = lane
      this.#tenant = tenant
      this.#slow = slow
    }

    weigh(bytes: number): void {
      this.#weight += bytes
      bytesInUse += bytes
    }

    release(): void {
      if (this.#released) return
      this.#released = true
      inUse -= 1
      bytesInUse -= this.#weight
      lanes.give(this.#lane)
      tenants.give(this.#tenant)
      if (this.#slow) slowOnes.give(true)
      tellWhoWaits()
    }
  }

  return {
    get free() {
      return free()
    },
    get inUse() {
      return inUse
    },
    total,
    take(lane, tenant, slow = false) {
      if (free() === 0 || lanes.full(lane) || tenants.full(tenant) || (slow && slowOnes.full(true))) return undefined
      lanes.take(lane)
      tenants.take(tenant)
      if (slow) slowOnes.take(true)
      inUse += 1
      return new HeldSlot(lane, tenant, slow)
    },
    heldBy: lanes.count,
    whenFree(count = 1) {
      return free() >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }))
    },
  }

  function tellWhoWaits(): void {
    if (waiting.length === 0) return
    const told = waiting.filter(({ count }) => free() >= count)
    waiting = waiting.filter(({ count }) => free() < count)
    for (const { resolve } of told) resolve()
  }
}

/** Counts what each key holds; forgets keys that hold nothing. */
function createTally<K>(most: number) {
  const held = new Map<K, number>()
  return {
    count: (key: K) => held.get(key) ?? 0,
    full: (key: K) => (held.get(key) ?? 0) >= most,
    take(key: K): void {
      held.set(key, (held.get(key) ?? 0) + 1)
    },
    give(key: K): void {
      const left = (held.get(key) ?? 0) - 1
      if (left > 0) held.set(key, left)
      else held.delete(key)
    },
  }
}
