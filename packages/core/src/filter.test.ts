import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFilter, effortOfAnEvent, type FilterSubject, parseFilter } from './filter.ts'
import { explainFilter, looksAt } from './filter-explain.ts'

const subjectOf = (payload: unknown, over: Partial<FilterSubject> = {}): FilterSubject => ({
  ...{ id: 'evt_1', type: 'invoice.paid', payload, metadata: { region: 'eu' }, channels: ['red', 'blue'] },
  ...over,
})
const wants = (filter: unknown, payload: unknown) =>
  compileFilter(filter)(subjectOf(payload), { left: effortOfAnEvent })
const ofPayload = (filter: unknown, payload: unknown) => wants({ payload: filter }, payload)
const faultsOf = (filter: unknown) => {
  const parsed = parseFilter(filter)
  return parsed.kind === 'faulty' ? parsed.faults.map(({ path }) => `/${path.join('/')}`) : []
}

describe('a filter of a payload', () => {
  it.each<[unknown, unknown, boolean]>([
    // An example wants what it names, and more may be there.
    [{}, { a: 1 }, true],
    [{}, 5, true],
    [{ a: 1 }, { a: 1, b: 2 }, true],
    [{ a: 1, b: 3 }, { a: 1, b: 2 }, false],
    [{ a: { b: { c: 'x' } } }, { a: { b: { c: 'x', d: 1 } } }, true],
    [{ a: { b: { c: 'x' } } }, { a: { b: 'x' } }, false],
    [{ a: { b: 1 } }, { a: null }, false],
    // Types are not coerced.
    [{ a: 1 }, { a: '1' }, false],
    [{ a: true }, { a: 1 }, false],
    [{ a: 0 }, { a: false }, false],
    [{ a: { $gt: 1 } }, { a: '2' }, false],
    [{ a: { $gt: '1' } }, { a: 2 }, false],
    // What is missing is not null.
    [{ a: null }, { a: null }, true],
    [{ a: null }, {}, false],
    [{ a: { $exists: true } }, { a: null }, true],
    [{ a: { $exists: false } }, {}, true],
    [{ a: { $exists: false } }, { a: null }, false],
    [{ a: { b: { $exists: false } } }, {}, true],
    [{ a: { $ne: 1 } }, {}, true],
    [{ a: { $nin: [1] } }, {}, true],
    [{ a: { $eq: null } }, {}, false],
    [{ a: { $gt: 1 } }, {}, false],
    [{ a: { $not: { $gt: 1 } } }, {}, true],
    // Operators.
    [{ a: { $eq: { b: [1, { c: 2 }] } } }, { a: { b: [1, { c: 2 }] } }, true],
    [{ a: { $eq: { b: 1 } } }, { a: { b: 1, c: 2 } }, false],
    [{ a: { $eq: { b: 1, c: 2 } } }, { a: { c: 2, b: 1 } }, true],
    [{ a: { $ne: 1 } }, { a: 2 }, true],
    [{ a: { $in: [1, 'x', null] } }, { a: null }, true],
    [{ a: { $in: [1, 'x'] } }, { a: 'y' }, false],
    [{ a: { $nin: [1, 'x'] } }, { a: 'y' }, true],
    [{ a: { $gt: 5 } }, { a: 5 }, false],
    [{ a: { $gte: 5 } }, { a: 5 }, true],
    [{ a: { $lt: 5 } }, { a: 4.9 }, true],
    [{ a: { $lte: 5 } }, { a: 6 }, false],
    [{ a: { $gte: 2, $lt: 5 } }, { a: 3 }, true],
    [{ a: { $gte: 2, $lt: 5 } }, { a: 5 }, false],
    [{ a: { $gte: '2026-01-01T00:00:00Z' } }, { a: '2026-02-01T00:00:00Z' }, true],
    [{ a: { $startsWith: 'in_' } }, { a: 'in_42' }, true],
    [{ a: { $endsWith: '42' } }, { a: 'in_42' }, true],
    [{ a: { $endsWith: '42' } }, { a: 42 }, false],
    [{ a: { $contains: '_4' } }, { a: 'in_42' }, true],
    [{ a: { $contains: 2 } }, { a: [1, 2] }, true],
    [{ a: { $contains: 'el' } }, { a: ['hello'] }, false],
    [{ a: { $or: [1, { $gt: 10 }] } }, { a: 11 }, true],
    [{ a: { $or: [1, { $gt: 10 }] } }, { a: 5 }, false],
    [{ a: { $and: [{ $gt: 1 }, { $lt: 3 }] } }, { a: 2 }, true],
    [{ a: { $not: 1 } }, { a: 1 }, false],
    [{ $or: [{ a: 1 }, { b: 2 }] }, { b: 2 }, true],
    [{ $not: { a: 1 } }, { a: 2 }, true],
    // Of an array, one element has to match.
    [{ tags: 'b' }, { tags: ['a', 'b'] }, true],
    [{ tags: 'c' }, { tags: ['a', 'b'] }, false],
    [{ tags: { $eq: ['a', 'b'] } }, { tags: ['a', 'b'] }, true],
    [{ tags: { $in: ['c', 'b'] } }, { tags: ['a', 'b'] }, true],
    [{ tags: { $ne: 'b' } }, { tags: ['a', 'b'] }, false],
    [{ tags: { $ne: 'c' } }, { tags: ['a', 'b'] }, true],
    [{ n: { $gt: 8 } }, { n: [1, 9] }, true],
    [
      { items: { sku: 'x', qty: { $gt: 1 } } },
      {
        items: [
          { sku: 'x', qty: 1 },
          { sku: 'y', qty: 2 },
        ],
      },
      false,
    ],
    [{ items: { sku: 'x', qty: { $gt: 1 } } }, { items: [{ sku: 'x', qty: 3 }] }, true],
    [{ items: { sku: { $exists: false } } }, { items: [] }, false],
    [{ tags: ['a', 'b'] }, { tags: ['b', 'c', 'a'] }, true],
    [{ tags: ['a', 'b'] }, { tags: ['a'] }, false],
    [{ tags: [{ $gt: 1 }] }, { tags: [2] }, true],
    [{ tags: ['a'] }, { tags: 'a' }, false],
    [{ a: 1 }, [{ a: 1 }], true],
    [[1], [1, 2], true],
    ['x', 'x', true],
    // Nothing is inherited, and names that other objects inherit are names as any.
    [{ constructor: { $exists: true } }, {}, false],
    [{ toString: { $exists: true } }, { a: 1 }, false],
    [{ length: 1 }, ['a'], false],
    [{ length: 1 }, 'a', false],
    [JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}'), true],
    [JSON.parse('{"__proto__":{"a":1}}'), {}, false],
    [{ a: { $eq: JSON.parse('{"__proto__":1}') } }, { a: {} }, false],
  ])('%j on %j: %s', (filter, payload, wanted) => {
    expect(ofPayload(filter, payload)).toBe(wanted)
  })
})

it.each<[unknown, boolean]>([
  [{ type: 'invoice.paid' }, true],
  [{ type: { $startsWith: 'invoice.' } }, true],
  [{ id: 'evt_1' }, true],
  [{ metadata: { region: { $in: ['eu', 'us'] } } }, true],
  [{ metadata: { plan: { $exists: true } } }, false],
  [{ channels: 'blue' }, true],
  [{ channels: { $nin: ['blue'] } }, false],
  [{ $or: [{ type: 'x' }, { payload: 1 }] }, true],
  [{ type: 'x', payload: 1 }, false],
])('%j looks at all of the event: %s', (filter, wanted) => {
  expect(wants(filter, 1)).toBe(wanted)
})

it.each<[unknown, string]>([
  [null, '/'],
  [[], '/'],
  ['x', '/'],
  [{ payloads: {} }, '/payloads'],
  [{ $eq: 1 }, '/$eq'],
  [{ $or: ['x'] }, '/$or/0'],
  [{ payload: { amount: { $gt: true } } }, '/payload/amount/$gt'],
  [{ payload: { amount: { $gt: null } } }, '/payload/amount/$gt'],
  [{ payload: { a: { $gt: 1, b: 2 } } }, '/payload/a/b'],
  [{ payload: { a: { $regex: 'x' } } }, '/payload/a/$regex'],
  [{ payload: { a: { $in: [] } } }, '/payload/a/$in'],
  [{ payload: { a: { $in: 'abc' } } }, '/payload/a/$in'],
  [{ payload: { a: { $in: [{}] } } }, '/payload/a/$in'],
  [{ payload: { a: { $exists: 1 } } }, '/payload/a/$exists'],
  [{ payload: { a: { $startsWith: '' } } }, '/payload/a/$startsWith'],
  [{ payload: { a: { $contains: [] } } }, '/payload/a/$contains'],
  [{ payload: { a: { $or: [] } } }, '/payload/a/$or'],
  [{ payload: { a: { $and: {} } } }, '/payload/a/$and'],
  [{ payload: { a: { $not: { $x: 1 } } } }, '/payload/a/$not/$x'],
  [{ payload: { a: '\0' } }, '/payload/a'],
  [{ payload: { '\ud800': 1 } }, '/payload/\ud800'],
  [{ payload: { a: { $eq: { b: Number.POSITIVE_INFINITY } } } }, '/payload/a/$eq'],
  [{ payload: { a: Array(21).fill(1) } }, '/payload/a'],
  [{ payload: { a: 'x'.repeat(20_000) } }, '/'],
  [{ payload: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`a${n}`, 1])) }, '/'],
])('%j is refused, at %s', (filter, place) => {
  expect(faultsOf(filter)).toEqual([place])
})

it.each<[unknown, boolean]>([
  [{ payload: {} }, true],
  [{ payload: 1 }, true],
  [{ $or: [{ type: 'x' }, { $not: { payload: { a: 1 } } }] }, true],
  [{ $and: [{ type: 'x' }, { metadata: { payload: 'x' } }] }, false],
  [{}, false],
])('%j looks at the payload: %s', (filter, wanted) => {
  const parsed = parseFilter(filter)
  expect(parsed.kind === 'filter' && looksAt(parsed.clause, 'payload')).toBe(wanted)
})

it('each fault is told of, not only the first', () => {
  const filter = { payload: { a: { $gt: [] }, b: { $wat: 1 } }, kind: 1 }
  expect(faultsOf(filter)).toEqual(['/payload/a/$gt', '/payload/b/$wat', '/kind'])
})

it('one that is nested without end is refused, and ends nobody', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`)
  expect(faultsOf({ payload: deep })).toHaveLength(1)
  expect(faultsOf({ payload: { a: { $eq: deep } } })).toEqual(['/payload/a/$eq'])
})

it('looks at so many elements and no more, and says so', () => {
  const effort = { left: 10 }
  expect(compileFilter({ payload: { $eq: 99 } })(subjectOf(Array.from({ length: 100 }, (_, n) => n)), effort)).toBe(
    false,
  )
  expect(effort.left).toBeLessThan(0)
})

describe('an explanation', () => {
  const why = (filter: unknown, payload: unknown) => {
    const parsed = parseFilter(filter)
    if (parsed.kind === 'faulty') throw new Error('no filter')
    return explainFilter(parsed.clause, subjectOf(payload)).map(
      ({ path, found, wanted }) => `/${path.join('/')} is ${found.value}, wanted ${wanted}`,
    )
  }

  it.each<[unknown, unknown, string[]]>([
    [{ payload: { amount: { $gt: 10 } } }, { amount: 5 }, ['/payload/amount is 5, wanted $gt 10']],
    [
      { payload: { a: 'x', b: 1 } },
      { b: 2 },
      ['/payload/a is missing, wanted $eq "x"', '/payload/b is 2, wanted $eq 1'],
    ],
    [{ payload: { a: { $or: [1, 2] } } }, { a: 3 }, ['/payload/a is 3, wanted $eq 1', '/payload/a is 3, wanted $eq 2']],
    [{ payload: { a: { $not: { $lt: 9 } } } }, { a: 3 }, ['/payload/a is 3, wanted not $lt 9']],
    [
      { payload: { items: { sku: 'x' } } },
      { items: [{ sku: 'y' }] },
      ['/payload/items is an array of 1, wanted one element that meets all of the example'],
    ],
    [{ payload: { a: 1 } }, { a: 1 }, []],
  ])('of %j on %j names the place', (filter, payload, told) => {
    expect(why(filter, payload)).toEqual(told)
  })

  const scalar = fc.constantFrom<unknown>(0, 1, 2, 'a', 'ab', 'b', true, null)
  const name = fc.constantFrom('a', 'b', '__proto__', 'length')
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    ),
  }))
  const operation = fc.oneof(
    fc.record({ $eq: value }),
    fc.record({ $ne: value }),
    fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ $nin: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ $gt: fc.constantFrom(0, 'a'), $lte: fc.constantFrom(1, 'b') }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $startsWith: fc.constant('a') }),
    fc.record({ $contains: scalar }),
  )
  const { example } = fc.letrec((tie) => ({
    example: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      scalar,
      operation,
      fc.dictionary(name, tie('example'), { maxKeys: 3 }),
      fc.array(tie('example'), { maxLength: 2 }),
      fc.record({ $or: fc.array(tie('example'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ $and: fc.array(tie('example'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ $not: tie('example') }),
    ),
  }))

  it('has something to say exactly where the filter says no', () => {
    fc.assert(
      fc.property(example, value, (filter, payload) => {
        const said = why({ payload: filter }, payload).length > 0
        expect(said).toBe(!ofPayload(filter, payload))
      }),
      { numRuns: 1_000 },
    )
  })
})
