import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSlots, type Slot } from './slots.ts'

describe('slots', () => {
  it('are never more in use than allowed in all, by a lane, by a tenant or by slow lanes, and none is lost', () => {
    const step = fc.record({ lane: fc.nat(7), slow: fc.boolean(), release: fc.boolean() })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(step, { maxLength: 200 }), (total, steps) => {
        const slots = createSlots({ total, perLaneShare: 0.25, perTenantShare: 0.5, slowShare: 0.3 })
        let held: { lane: number; tenant: string; slow: boolean; slot: Slot }[] = []
        const room = (share: number, of: (one: (typeof held)[number]) => boolean) =>
          held.filter(of).length < Math.max(1, Math.floor(total * share))
        for (const { lane, slow, release } of steps) {
          if (release) {
            held[0]?.slot.release()
            held = held.slice(1)
          } else {
            const tenant = `t${lane % 3}`
            const may =
              held.length < total &&
              room(0.25, (one) => one.lane === lane) &&
              room(0.5, (one) => one.tenant === tenant) &&
              (!slow || room(0.3, (one) => one.slow))
            const slot = slots.take(lane, tenant, slow)
            expect(slot !== undefined).toBe(may)
            if (slot) held.push({ lane, tenant, slow, slot })
          }
          expect([slots.inUse, slots.free]).toEqual([held.length, total - held.length])
        }
      }),
    )
  })

  it('keep a tenth for a lane and half for a tenant, unless told', () => {
    const slots = createSlots({ total: 100 })
    const taken = (lane: number, tenant: string) => {
      let n = 0
      while (slots.take(lane, tenant)) n += 1
      return n
    }
    expect(taken(1, 'a')).toBe(10)
    expect([2, 3, 4, 5, 6].map((lane) => taken(lane, 'a'))).toEqual([10, 10, 10, 10, 0])
    expect(taken(7, 'b')).toBe(10)
  })

  it('leave a lane and a tenant one slot, however few there are', () => {
    const slots = createSlots({ total: 1 })
    expect(slots.take(1, 'a')).toBeDefined()
    expect(slots.take(2, 'b')).toBeUndefined()
  })

  it('are given back once, however often they are released', () => {
    const slots = createSlots({ total: 2 })
    const slot = slots.take(1, 'a')
    slots.take(2, 'b')
    slot?.release()
    slot?.release()
    expect(slots.inUse).toBe(1)
  })

  it('tell everyone who waits when one is free', async () => {
    const slots = createSlots({ total: 1 })
    await slots.whenFree()
    const slot = slots.take(1, 'a')
    let told = 0
    const waiting = [slots.whenFree(), slots.whenFree()].map((free) =>
      free.then(() => {
        told += 1
      }),
    )
    await Promise.resolve()
    expect(told).toBe(0)
    slot?.release()
    await Promise.all(waiting)
    expect(told).toBe(2)
  })

  it('tell who waits for several only when so many are free', async () => {
    const slots = createSlots({ total: 3, perLaneShare: 1, perTenantShare: 1 })
    const [first, second] = [slots.take(1, 'a'), slots.take(1, 'a'), slots.take(1, 'a')]
    let told = false
    const waiting = slots.whenFree(2).then(() => {
      told = true
    })
    first?.release()
    await Promise.resolve()
    expect(told).toBe(false)
    second?.release()
    await waiting
    expect(told).toBe(true)
  })

  it('gives none while payloads fill their budget, and one again when some are through', async () => {
    const slots = createSlots({ total: 10, maxBytes: 100 })
    const large = slots.take(1, 'a')
    large?.weigh(150)
    expect(slots.free).toBe(0)
    expect(slots.take(2, 'b')).toBeUndefined()
    const waiting = slots.whenFree(1)
    large?.release()
    await waiting
    expect(slots.free).toBe(10)
    expect(slots.take(2, 'b')).toBeDefined()
  })
})
