import { createRing, type Ring } from './ring.ts'

export interface Round<L> {
  /** Rows to deal in all. */
  turns: number
  /** Rows at most of one lane. */
  perLane: number
  /** Rows that a lane's own rules allow now (pacing, slow start, a probe); may be 0. No limit unless told. */
  allowance?(lane: L): number
}

/** Up to `turns` rows of this lane may be claimed. */
export interface Dealt<L> {
  lane: L
  turns: number
}

/**
 * Lanes that are ready, in rotation within their tenant, and tenants in rotation among each other. Who was dealt last
 * waits longest, over rounds too. Blocked and future lanes don't belong here: they would cost without gaining.
 */
export interface Rotation<L, T> {
  /** The lane is ready: last in its tenant's rotation, or where it is already. */
  add(lane: L, tenant: T): void
  delete(lane: L): void
  has(lane: L): boolean
  readonly size: number
  /**
   * Deals a round: a tenant's turns (its weight), each to the next of its lanes, then the next tenant, over and over
   * until the turns are out or no lane may have more. Lanes stay ready. Costs what it deals, not what there is.
   */
  deal(round: Round<L>): Dealt<L>[]
}

/** @param weightOf a tenant's turns before the next tenant has its own: a whole number from 1 */
export function createRotation<L, T>(weightOf: (tenant: T) => number = () => 1): Rotation<L, T> {
  const tenants = createRing<T>()
  const lanesOf = new Map<T, Ring<L>>()
  const tenantOf = new Map<L, T>()
  /** Turns the tenant at the head has had of its weight; a round may end in the middle. */
  let served = 0

  function add(lane: L, tenant: T): void {
    if (tenantOf.has(lane)) return
    const lanes = lanesOf.get(tenant) ?? createRing<L>()
    lanesOf.set(tenant, lanes)
    tenantOf.set(lane, tenant)
    lanes.add(lane)
    tenants.add(tenant)
  }

  function remove(lane: L): void {
    const tenant = tenantOf.get(lane)
    const lanes = tenant === undefined ? undefined : lanesOf.get(tenant)
    if (tenant === undefined || !lanes) return
    tenantOf.delete(lane)
    lanes.delete(lane)
    if (lanes.size > 0) return
    lanesOf.delete(tenant)
    if (tenants.head === tenant) served = 0
    tenants.delete(tenant)
  }

  function countTurn(tenant: T): void {
    served += 1
    if (served < weightOf(tenant)) return
    served = 0
    tenants.advance()
  }

  /** Whose turn it is. */
  function next(): { tenant: T; lanes: Ring<L>; lane: L } | undefined {
    const tenant = tenants.head
    const lanes = tenant === undefined ? undefined : lanesOf.get(tenant)
    const lane = lanes?.head
    return tenant === undefined || lanes === undefined || lane === undefined ? undefined : { tenant, lanes, lane }
  }

  function deal({ turns, perLane, allowance = () => perLane }: Round<L>): Dealt<L>[] {
    const hands = new Map<L, Dealt<L> & { most: number }>()
    const full: { lane: L; tenant: T }[] = []
    let left = turns
    for (let turn = next(); turn && left > 0; turn = next()) {
      const { tenant, lanes, lane } = turn
      const hand = hands.get(lane) ?? { lane, turns: 0, most: Math.min(perLane, Math.floor(allowance(lane))) }
      hands.set(lane, hand)
      if (hand.turns < hand.most) {
        hand.turns += 1
        left -= 1
        lanes.advance()
        countTurn(tenant)
      }
      if (hand.turns >= hand.most) {
        remove(lane)
        full.push({ lane, tenant })
      }
    }
    for (const { lane, tenant } of full) add(lane, tenant)
    return [...hands.values()].filter((hand) => hand.turns > 0).map((hand) => ({ lane: hand.lane, turns: hand.turns }))
  }

  return {
    add,
    delete: remove,
    has: (lane) => tenantOf.has(lane),
    get size() {
      return tenantOf.size
    },
    deal,
  }
}
