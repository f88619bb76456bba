import { describe, expect, test } from 'vitest'
import { maxSteps } from './cost.ts'
import { checkSchema } from './schema.ts'
import { compileSchema } from './validator.ts'

const pointersOf = (schema: unknown) => {
  const checked = checkSchema(schema, '/schema')
  return checked.kind === 'faulty' ? checked.errors.map(({ pointer }) => pointer) : []
}

function faults(schema: unknown, payload: unknown) {
  const checked = checkSchema(schema, '')
  if (checked.kind === 'faulty') throw new Error(JSON.stringify(checked.errors))
  return compileSchema(checked.prepared)(payload, '/payload')
}

const valid = (schema: unknown, payload: unknown) => faults(schema, payload).length === 0

describe('a schema is refused', () => {
  test.each<[unknown, string]>([
    ['x', '/schema'],
    [[], '/schema'],
    [{ type: 'text' }, '/schema/type'],
    [{ properties: { a: { minimum: '1' } } }, '/schema/properties/a/minimum'],
    [{ propertes: {} }, '/schema/propertes'],
    [{ properties: { a: { tpye: 'string' } } }, '/schema/properties/a/tpye'],
    [{ $id: 'https://example.com/x' }, '/schema/$id'],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, '/schema/$schema'],
    [{ $ref: 'https://example.com/x' }, '/schema/$ref'],
    [{ $ref: 'file:///etc/passwd' }, '/schema/$ref'],
    [{ $ref: '#/$defs/none' }, '/schema/$ref'],
    [{ $ref: '#/examples/0', examples: [{ type: 'string' }] }, '/schema/$ref'],
    [{ $dynamicRef: '#x' }, '/schema/$dynamicRef'],
    [{ pattern: '(?=a)b' }, '/schema/pattern'],
    [{ pattern: '(a)\\1' }, '/schema/pattern'],
    [{ pattern: '(' }, '/schema/pattern'],
    [{ patternProperties: { '(?<!a)b': {} } }, '/schema/patternProperties/(?<!a)b'],
    [{ pattern: '((a{100}){10}){10}' }, '/schema/pattern'],
    [{ enum: ['x'.repeat(70_000)] }, '/schema'],
    [{ maximum: Number.POSITIVE_INFINITY }, '/schema'],
    [{ allOf: Array.from({ length: 501 }, () => ({})) }, '/schema'],
    [{ allOf: Array.from({ length: 101 }, () => ({ pattern: 'a' })) }, '/schema'],
    [JSON.parse(`${'{"not":'.repeat(5_000)}true${'}'.repeat(5_000)}`), '/schema'],
  ])('%#', (schema, place) => {
    expect(pointersOf(schema)).toEqual([place])
  })
})

test.each<[unknown, unknown, unknown]>([
  [{ type: 'integer' }, 5, 5.5],
  [{ $ref: '#/$defs/money', $defs: { money: { type: 'number', multipleOf: 0.01 } } }, 1.1, 1.111],
  [{ type: 'string', pattern: '^in_\\d+$' }, 'in_42', 'in_x'],
  [{ pattern: '^\\p{L}+$' }, 'é', '1'],
  [{ format: 'date-time' }, '2026-01-01T00:00:00Z', '2026-13-01T00:00:00Z'],
  [{ format: 'email' }, 'a@example.com', `${'a'.repeat(3_000)}@example.com`],
  [
    { uniqueItems: true },
    [1, '1', { a: 1, b: 2 }, [1]],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
  ],
  [{ prefixItems: [{ type: 'string' }], items: false }, ['a'], ['a', 1]],
  [{ properties: { a: {} }, unevaluatedProperties: false }, { a: 1 }, { b: 1 }],
  [
    { properties: { child: { $ref: '#' } }, required: ['id'] },
    { id: 1, child: { id: 2 } },
    { id: 1, child: {} },
  ],
  [{ 'x-owner': 'billing', example: 1, format: 'money', type: 'number' }, 1, '1'],
  [{ required: ['__proto__'] }, JSON.parse('{"__proto__":1}'), {}],
  [{ required: ['constructor'] }, { constructor: 1 }, {}],
  [true, 1, undefined],
])('%j holds for %j and not for %j', (schema, good, bad) => {
  expect(valid(schema, good)).toBe(true)
  if (bad !== undefined) expect(valid(schema, bad)).toBe(false)
})

test('every fault is told of, at its place, without what is there', () => {
  const schema = {
    required: ['id', 'a/b'],
    properties: { id: { type: 'string' }, kind: { enum: ['x', 'y'] } },
    additionalProperties: false,
  }
  expect(faults(schema, { id: 5, kind: 't0ps', extra: 1 })).toEqual([
    { pointer: '/payload/a~1b', detail: 'is required' },
    { pointer: '/payload/extra', detail: 'is not known here' },
    { pointer: '/payload/id', detail: 'must be string' },
    { pointer: '/payload/kind', detail: 'must be one of ["x","y"]' },
  ])
})

describe('no schema can hang us', () => {
  const tooCostly = [{ pointer: '/payload', detail: 'takes more steps to validate than are allowed' }]
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      `a${n}`,
      n === 39 ? { type: 'string' } : { anyOf: [{ $ref: `#/$defs/a${n + 1}` }, { $ref: `#/$defs/a${n + 1}` }] },
    ]),
  )
  const elements = Array.from({ length: maxSteps }, () => 1)

  test.each<[string, unknown, unknown]>([
    ['that doubles at each step', { $ref: '#/$defs/a0', $defs: doubling }, 1],
    [
      'that goes round',
      { $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/b' }, {}] }, b: { $ref: '#/$defs/a' } } },
      1,
    ],
    [
      'of many branches over many elements',
      { items: { anyOf: Array.from({ length: 400 }, (_, n) => ({ const: n + 5 })) } },
      elements,
    ],
    ['whose enum is long', { items: { enum: Array.from({ length: 5_000 }, (_, n) => n + 5) } }, elements],
    ['of unique objects', { uniqueItems: true }, elements.map((_, n) => ({ n: { n } }))],
    [
      'whose pattern goes over a long text again and again',
      { allOf: Array.from({ length: 100 }, () => ({ pattern: '(x+x+)+y' })) },
      'x'.repeat(250_000),
    ],
  ])('%s', (_, schema, payload) => {
    const told = faults(schema, payload)
    expect([tooCostly, [{ ...tooCostly[0], detail: 'is nested too deeply to be validated' }]]).toContainEqual(told)
  })

  test('nor a payload that is nested without end', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`)
    expect(faults({ properties: { a: { $ref: '#' } } }, deep)).toHaveLength(1)
  })
})
