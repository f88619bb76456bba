import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRotation, type Dealt, type Rotation } from './deal.ts'

/** A tenant `t3` with weight 2 and lanes `t3/0`, `t3/1`, … */
interface Tenant {
  weight: number
  lanes: number
}
const tenants = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 4 }), lanes: fc.nat(6) }), { maxLength: 8 })
const turns = fc.integer({ min: 0, max: 80 })
const perLane = fc.integer({ min: 1, max: 20 })

function rotationOf(all: Tenant[]): Rotation<string, string> {
  const rotation = createRotation<string, string>((tenant) => all[Number(tenant.slice(1))]?.weight ?? 1)
  all.forEach(({ lanes }, t) => {
    for (let lane = 0; lane < lanes; lane++) rotation.add(`t${t}/${lane}`, `t${t}`)
  })
  return rotation
}

function dealtTo(dealt: Dealt<string>[], prefix: string): number {
  return dealt.filter(({ lane }) => lane.startsWith(prefix)).reduce((sum, hand) => sum + hand.turns, 0)
}

describe('a round', () => {
  it('deals each lane once, at most its bound, and never more than the turns', () => {
    fc.assert(
      fc.property(tenants, turns, perLane, (all, turns, perLane) => {
        const dealt = rotationOf(all).deal({ turns, perLane })
        expect(new Set(dealt.map(({ lane }) => lane)).size).toBe(dealt.length)
        for (const hand of dealt) expect(hand.turns >= 1 && hand.turns <= perLane).toBe(true)
        expect(dealtTo(dealt, '')).toBeLessThanOrEqual(turns)
      }),
    )
  })

  it('leaves no turn unused that any lane could have had', () => {
    fc.assert(
      fc.property(tenants, turns, perLane, (all, turns, perLane) => {
        const room = all.reduce((sum, { lanes }) => sum + lanes * perLane, 0)
        expect(dealtTo(rotationOf(all).deal({ turns, perLane }), '')).toBe(Math.min(turns, room))
      }),
    )
  })

  it('gives each tenant its share by weight, less at most one run of turns, unless its lanes are full', () => {
    fc.assert(
      fc.property(tenants, turns, perLane, (all, turns, perLane) => {
        const ready = all.filter(({ lanes }) => lanes > 0)
        const weights = ready.reduce((sum, { weight }) => sum + weight, 0)
        const dealt = rotationOf(all).deal({ turns, perLane })
        all.forEach(({ weight, lanes }, t) => {
          const share = (turns * weight) / weights
          if (lanes === 0) return
          expect(dealtTo(dealt, `t${t}/`)).toBeGreaterThanOrEqual(
            Math.min(Math.floor(share) - weight + 1, lanes * perLane),
          )
        })
      }),
    )
  })

  it('gives a tenant its whole run of turns after one whose lanes ran full early', () => {
    const rotation = rotationOf([
      { weight: 3, lanes: 1 },
      { weight: 3, lanes: 9 },
      { weight: 3, lanes: 9 },
    ])
    const dealt = rotation.deal({ turns: 4, perLane: 1 })
    expect([0, 1, 2].map((t) => dealtTo(dealt, `t${t}/`))).toEqual([1, 3, 0])
  })

  it('spreads a tenant’s turns evenly over its lanes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), turns, perLane, (lanes, turns, perLane) => {
        const rotation = rotationOf([{ weight: 1, lanes }])
        const dealt = rotation.deal({ turns, perLane })
        const counts = Array.from({ length: lanes }, (_, i) => dealt.find(({ lane }) => lane === `t0/${i}`)?.turns ?? 0)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('respects what a lane’s own rules allow, and gives the rest to others', () => {
    const rotation = rotationOf([
      { weight: 1, lanes: 2 },
      { weight: 1, lanes: 1 },
    ])
    const allowed: Record<string, number> = { 't0/0': 0, 't0/1': 1, 't1/0': 50 }
    const dealt = rotation.deal({ turns: 12, perLane: 20, allowance: (lane) => allowed[lane] ?? 0 })
    expect(dealt).toEqual([
      { lane: 't0/1', turns: 1 },
      { lane: 't1/0', turns: 11 },
    ])
  })

  it('lets a tenant with a hundred thousand lanes starve nobody, and costs no more for it', () => {
    const rotation = rotationOf([
      { weight: 1, lanes: 100_000 },
      { weight: 1, lanes: 1 },
    ])
    let asked = 0
    const allowance = () => {
      asked += 1
      return 20
    }
    const dealt = rotation.deal({ turns: 500, perLane: 20, allowance })
    expect(dealtTo(dealt, 't1/')).toBe(20)
    expect(dealtTo(dealt, 't0/')).toBe(480)
    expect(asked).toBe(481)
  })
})

describe('successive rounds', () => {
  it('reach every lane before any lane is far ahead', () => {
    fc.assert(
      fc.property(tenants, fc.integer({ min: 1, max: 10 }), (all, turns) => {
        const rotation = rotationOf(all)
        const seen = new Set<string>()
        const lanes = all.reduce((sum, tenant) => sum + tenant.lanes, 0)
        const weights = all.reduce((sum, { weight }) => sum + weight, 0)
        const enough = Math.ceil((weights * 6) / Math.min(turns, Math.max(lanes, 1))) + 6
        for (let round = 0; round < enough; round++) {
          for (const { lane } of rotation.deal({ turns, perLane: 1 })) seen.add(lane)
        }
        expect(seen.size).toBe(lanes)
      }),
    )
  })

  it('give tenants exactly their weights in the long run, however the rounds cut through a run', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (a, b, turns) => {
          const rotation = rotationOf([
            { weight: a, lanes: 1 },
            { weight: b, lanes: 1 },
          ])
          const rounds = 4 * (a + b)
          let first = 0
          for (let i = 0; i < rounds; i++) first += dealtTo(rotation.deal({ turns, perLane: 100 }), 't0/')
          expect(first).toBe(4 * turns * a)
        },
      ),
    )
  })

  it('don’t serve a lane that was taken out, and serve it again when it is back', () => {
    const rotation = rotationOf([{ weight: 1, lanes: 2 }])
    rotation.delete('t0/0')
    rotation.delete('never there')
    expect(rotation.has('t0/0')).toBe(false)
    expect(rotation.deal({ turns: 9, perLane: 2 })).toEqual([{ lane: 't0/1', turns: 2 }])
    rotation.add('t0/0', 't0')
    rotation.add('t0/0', 't0')
    expect(rotation.size).toBe(2)
    expect(rotation.deal({ turns: 9, perLane: 2 })).toHaveLength(2)
  })

  it('deal nothing when nobody is ready', () => {
    const rotation = rotationOf([{ weight: 1, lanes: 1 }])
    rotation.delete('t0/0')
    expect(rotation.deal({ turns: 500, perLane: 20 })).toEqual([])
  })
})
