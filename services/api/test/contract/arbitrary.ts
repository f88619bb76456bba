import fc from 'fast-check'
import type { oas31 } from 'zod-openapi'
import { contract } from './operations.ts'

/** What a client should never send, and some does. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    -0.5,
    2 ** 53,
    '',
    ' ',
    '\0',
    '\ud800',
    '\udfff x',
    '😀'.repeat(50),
    '../..',
    "'; drop table events; --",
    '%00',
    '{{7*7}}',
    'x'.repeat(20_000),
    '9'.repeat(400),
    [],
    {},
    [[]],
    [null],
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    'evt_7zzzzzzzzzzzzzzzzzzzzzzzzz',
    'ten_00000000000000000000000000',
    'ep_01k71a8700e008000000000001',
    '\u202e',
    'İ',
    'ﬀ',
  ),
  fc.constantFrom(50, 3_000).map(nested),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1},"toString":1}')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(Number),
  fc.jsonValue(),
)

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value }
  return value
}

/** Values of a schema, now and then a step beside it. */
export function valuesOf(schema: oas31.SchemaObject, depth = 0): fc.Arbitrary<unknown> {
  if ('$ref' in schema)
    return valuesOf(contract.components.schemas[String(schema.$ref).split('/').at(-1) ?? ''] ?? {}, depth)
  const { const: only, enum: some, anyOf, oneOf, allOf, examples } = schema
  if (only !== undefined) return fc.constant(only)
  if (some) return fc.constantFrom(...some)
  const branches = (anyOf ?? oneOf) as oas31.SchemaObject[] | undefined
  if (branches) return fc.oneof(...branches.map((one) => valuesOf(one, depth)))
  if (allOf)
    return fc
      .tuple(...allOf.map((one) => valuesOf(one as oas31.SchemaObject, depth)))
      .map((all) => Object.assign({}, ...all))
  const given = examples?.length ? [fc.constantFrom(...examples)] : []
  const types = ([schema.type].flat() as (string | undefined)[]).map((type) => ofType(type, schema, depth))
  return fc.oneof(...given, ...types)
}

function ofType(type: string | undefined, schema: oas31.SchemaObject, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return objectOf(schema, depth)
    case 'array': {
      const { minItems = 0, maxItems = 3 } = schema
      const items = valuesOf((schema.items as oas31.SchemaObject | undefined) ?? {}, depth + 1)
      return fc.array(items, { minLength: Math.max(0, minItems - 1), maxLength: Math.min(maxItems + 1, minItems + 3) })
    }
    case 'string':
      return textOf(schema)
    case 'integer':
    case 'number': {
      const { minimum = -10, maximum = 1_000_000 } = schema
      const near = fc.constantFrom(minimum, minimum - 1, maximum, maximum + 1, 0, 1)
      return fc.oneof(
        near,
        fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) }),
        fc.constant(minimum + 0.5),
      )
    }
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue()
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 60 }: oas31.SchemaObject): fc.Arbitrary<unknown> {
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString())
  if (format === 'email') return fc.emailAddress()
  if (format === 'uri') return fc.webUrl()
  if (pattern) return fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.string({ maxLength: 10 }))
  const edges = fc
    .constantFrom(minLength, Math.max(0, minLength - 1), maxLength, maxLength + 1)
    .map((n) => 'x'.repeat(n))
  return fc.oneof(fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 60) }), edges)
}

function objectOf(schema: oas31.SchemaObject, depth: number): fc.Arbitrary<unknown> {
  if (depth > 4) return fc.constant({})
  const { properties = {}, required = [], additionalProperties } = schema
  const members = Object.entries(properties).map(
    ([name, member]) => [name, valuesOf(member as oas31.SchemaObject, depth + 1)] as const,
  )
  const known = fc.record(Object.fromEntries(members), { requiredKeys: required.filter((name) => name in properties) })
  if (typeof additionalProperties !== 'object') return known
  const others = fc.dictionary(
    fc.string({ maxLength: 70 }),
    valuesOf(additionalProperties as oas31.SchemaObject, depth + 1),
    {
      maxKeys: 4,
    },
  )
  return fc.tuple(known, others).map(([own, more]) => ({ ...more, ...own }))
}

/** One of its members is not what it should be, or is not there, or there is one too many. */
export function spoiled(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(value, hostile, fc.nat(), fc.constantFrom('replace', 'drop', 'add')).map(([whole, bad, at, how]) => {
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return bad
    const names = Object.keys(whole)
    const name = names[at % Math.max(1, names.length)] ?? 'unknown'
    if (how === 'drop') return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name))
    return { ...whole, [how === 'add' ? `x-${name}` : name]: bad }
  })
}
