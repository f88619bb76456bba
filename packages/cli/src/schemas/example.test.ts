import { expect, test } from 'vitest'
import { exampleOf } from './example.ts'

test.each<[what: string, schema: unknown, value: unknown]>([
  ['its own example', { type: 'number', examples: [3] }, 3],
  ['its default', { default: 'x' }, 'x'],
  ['a constant', { const: null }, null],
  ['the first of some words', { enum: ['a', 'b'] }, 'a'],
  ['a number within bounds', { type: 'integer', exclusiveMinimum: 10, multipleOf: 3 }, 12],
  ['a number at most', { type: 'number', exclusiveMaximum: 0 }, -1],
  ['a text of some length', { type: 'string', minLength: 9 }, 'exampleee'],
  ['a type that may be null', { type: ['null', 'boolean'] }, true],
  ['a list', { type: 'array', items: { type: 'integer' }, minItems: 2 }, [1, 1]],
  ['a reference', { $defs: { a: { const: 1 } }, properties: { x: { $ref: '#/$defs/a' } } }, { x: 1 }],
  [
    'all of some',
    { allOf: [{ properties: { a: { const: 1 } } }, { properties: { b: { const: 2 } } }] },
    { a: 1, b: 2 },
  ],
  ['one of some', { oneOf: [{ const: 1 }, { const: 2 }] }, 1],
])('an example of a schema is %s', (_what, schema, value) => {
  expect(exampleOf(schema)).toEqual(value)
})

test('a schema that holds itself comes to an end', () => {
  const schema = { properties: { next: { $ref: '#' } } }
  expect(JSON.stringify(exampleOf(schema)).length).toBeLessThan(200)
})
