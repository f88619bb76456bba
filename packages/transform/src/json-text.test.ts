import { expect, test } from 'vitest'
import { jsonText, Unwritable } from './json-text.ts'

test.each([
  [null],
  [0],
  [''],
  ['é\ud800'],
  [[]],
  [{}],
  [[1, [2, { a: null, b: undefined }]]],
  [{ 'a"b': 'c\n' }],
  [[undefined]],
])('what is JSON is written as JSON: %j', (value) => {
  expect(jsonText(value, 1_000)).toBe(JSON.stringify(value))
})

test.each([
  [undefined, /nothing/],
  [Number.NaN, /out of range/],
  [[Number.POSITIVE_INFINITY], /out of range/],
  [{ a: () => 1 }, /function/],
  [{ a: { _jsonata_lambda: true } }, /function/],
  [10n, /bigint/],
  [nested(600), /nested too deep/],
])('what is none is refused: %o', (value, reason) => {
  expect(() => jsonText(value, 10_000)).toThrow(Unwritable)
  expect(() => jsonText(value, 10_000)).toThrow(reason)
})

test.each([['x'.repeat(10)], ['é'.repeat(5)], [{ ab: [1, true] }], [[[], {}, '']]])(
  'as many bytes as there may be are, and not one more: %j',
  (value) => {
    const bytes = Buffer.byteLength(JSON.stringify(value))
    expect(jsonText(value, bytes)).toBe(JSON.stringify(value))
    expect(() => jsonText(value, bytes - 1)).toThrow('too large')
  },
)

test('a small value that would be endless once it is written out is refused at once', () => {
  let value: unknown = 'x'.repeat(100)
  for (let i = 0; i < 100; i++) value = [value, value]
  const began = performance.now()
  expect(() => jsonText(value, 100_000)).toThrow('too large')
  expect(performance.now() - began).toBeLessThan(1_000)
})

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}
