import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRing } from './ring.ts'

type Step = { do: 'add' | 'delete'; key: number } | { do: 'advance' }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('add' as const, 'delete' as const), key: fc.nat(6) }),
  fc.record({ do: fc.constant('advance' as const) }),
)

/** The same rules on a plain list. */
function inList(list: readonly number[], now: Step): number[] {
  if (now.do === 'advance') return [...list.slice(1), ...list.slice(0, 1)]
  if (now.do === 'delete') return list.filter((key) => key !== now.key)
  return list.includes(now.key) ? [...list] : [...list, now.key]
}

describe('a ring', () => {
  it('behaves as a list whose first goes last, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ring = createRing<number>()
        let list: number[] = []
        for (const now of steps) {
          if (now.do === 'advance') ring.advance()
          else ring[now.do](now.key)
          list = inList(list, now)
          expect([ring.head, ring.size]).toEqual([list[0], list.length])
        }
        for (const key of list) {
          expect(ring.head).toBe(key)
          ring.advance()
        }
      }),
    )
  })
})
