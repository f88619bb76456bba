import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryId, lowestUuidAt, uuidMillis, uuidv7 } from './uuid.ts'

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const millis = fc.integer({ min: 0, max: 2 ** 48 - 1 })

describe('uuidv7', () => {
  it('has the version and the variant of RFC 9562 and carries its millisecond', () => {
    fc.assert(
      fc.property(millis, (ms) => {
        const id = uuidv7(ms)
        expect(id).toMatch(version7)
        expect(uuidMillis(id)).toBe(ms)
      }),
    )
  })

  it('reads the time of the RFC’s own example', () => {
    expect(uuidMillis('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe(Date.parse('2022-02-22T19:22:22Z'))
  })

  it('never makes the same id twice, also past the end of its pool', () => {
    const ids = new Set(Array.from({ length: 20_000 }, () => uuidv7(1_700_000_000_000)))
    expect(ids.size).toBe(20_000)
  })

  it('uses all of its random bits', () => {
    const seen = Array.from({ length: 2000 }, () => BigInt(`0x${uuidv7(0).replaceAll('-', '')}`))
    const everSet = seen.reduce((all, id) => all | id, 0n)
    const alwaysSet = seen.reduce((all, id) => all & id, everSet)
    expect(everSet.toString(16)).toBe('7fffbfffffffffffffff')
    expect(alwaysSet.toString(16)).toBe('70008000000000000000')
  })

  it('takes a fraction of a millisecond as the millisecond it is in', () => {
    expect(uuidMillis(uuidv7(1234.9))).toBe(1234)
  })
})

describe('lowestUuidAt', () => {
  it('parts the ids before a moment from those at it and after it', () => {
    fc.assert(
      fc.property(millis, millis, (made, moment) => {
        expect(uuidv7(made) >= lowestUuidAt(moment)).toBe(made >= moment)
      }),
    )
  })

  it('answers with the nearest bound for moments that no id can have', () => {
    expect(lowestUuidAt(-1)).toBe('00000000-0000-0000-0000-000000000000')
    expect(lowestUuidAt(2 ** 60)).toBe('ffffffff-ffff-0000-0000-000000000000')
  })
})

describe('deliveryId', () => {
  it('is a UUIDv7 of the event’s millisecond, the same each time, another for each endpoint and event', () => {
    fc.assert(
      fc.property(millis, (ms) => {
        const [event, other, endpoint, another] = [uuidv7(ms), uuidv7(ms), uuidv7(0), uuidv7(0)]
        const id = deliveryId(event, endpoint)
        expect(id).toMatch(version7)
        expect(uuidMillis(id)).toBe(ms)
        expect(deliveryId(event, endpoint)).toBe(id)
        expect(
          new Set([id, deliveryId(event, another), deliveryId(other, endpoint), deliveryId(endpoint, event)]).size,
        ).toBe(4)
      }),
    )
  })

  it('is SHA-256 of the two ids’ bytes, so that SQL can compute it too', () => {
    const event = '0199c2a4-1c00-7abc-8000-000000000001'
    const endpoint = '0199c2a4-0000-7def-8000-000000000002'
    const bytes = Buffer.from((event + endpoint).replaceAll('-', ''), 'hex')
    const hex = createHash('sha256').update(bytes).digest('hex')
    const id = deliveryId(event, endpoint)
    expect(id.slice(0, 15)).toBe('0199c2a4-1c00-7')
    expect(id.slice(15, 18)).toBe(hex.slice(0, 3))
    expect(id.slice(20).replace('-', '')).toBe(hex.slice(4, 19))
  })
})
