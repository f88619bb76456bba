import { describe, expect, test } from 'vitest'
import { newTraceparent, parseTraceparent } from './trace.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const spanId = '00f067aa0ba902b7'
const zero = (digits: number) => '0'.repeat(digits)

describe('a traceparent header', () => {
  test.each([
    [`00-${traceId}-${spanId}-01`, { traceId, spanId, sampled: true }],
    [`00-${traceId}-${spanId}-00`, { traceId, spanId, sampled: false }],
    [`00-${traceId}-${spanId}-03`, { traceId, spanId, sampled: true }],
    [`cc-${traceId}-${spanId}-01`, { traceId, spanId, sampled: true }],
    [`cc-${traceId}-${spanId}-01-what-the-future-will-be-like`, { traceId, spanId, sampled: true }],
  ])('%s is understood', (header, expected) => {
    expect(parseTraceparent(header)).toEqual(expected)
  })

  test.each([
    undefined,
    '',
    'garbage',
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `cc-${traceId}-${spanId}-01.more`,
    `00-${zero(32)}-${spanId}-01`,
    `00-${traceId}-${zero(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}-1`,
    `00-${traceId}-${spanId}`,
    `00-${traceId.slice(1)}-${spanId}-01`,
    ` 00-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01`,
  ])('%j is ignored', (header) => {
    expect(parseTraceparent(header)).toBeUndefined()
  })
})

describe('a new traceparent', () => {
  test.each(['01', '00'])("stays in its parent's trace under a span of its own, with its flag %s", (flags) => {
    const made = newTraceparent(`00-${traceId}-${spanId}-${flags}`)
    expect(parseTraceparent(made)).toMatchObject({ traceId, sampled: flags === '01' })
    expect(parseTraceparent(made)?.spanId).not.toBe(spanId)
  })

  test.each([undefined, 'garbage'])('begins a trace when its parent is %j, which nobody has recorded', (parent) => {
    const [one, two] = [newTraceparent(parent), newTraceparent(parent)]
    expect(parseTraceparent(one)?.sampled).toBe(false)
    expect(parseTraceparent(one)?.traceId).not.toBe(parseTraceparent(two)?.traceId)
  })

  test('never has an id of zeros, which nobody would accept', () => {
    const bytes = [0, 0, 7, 0, 9]
    expect(newTraceparent(undefined, (size) => Buffer.alloc(size, bytes.shift()))).toBe(
      `00-${'07'.repeat(16)}-${'09'.repeat(8)}-00`,
    )
  })
})
