import { describe, expect, test } from 'vitest'
import { indented, memberText } from './json-text.ts'

describe('indented', () => {
  test.each([
    ['{}', '{}'],
    ['[ ]', '[]'],
    ['1.10', '1.10'],
    ['"a\\"b: {,}"', '"a\\"b: {,}"'],
    ['{"n":12345678901234567890,"x":1.10}', '{\n  "n": 12345678901234567890,\n  "x": 1.10\n}'],
    ['[1,[2,{"a":null}]]', '[\n  1,\n  [\n    2,\n    {\n      "a": null\n    }\n  ]\n]'],
    ['{\n "a" : [ ] , "b":"\\\\" }', '{\n  "a": [],\n  "b": "\\\\"\n}'],
  ])('%s', (json, text) => {
    expect(indented(json)).toBe(text)
  })

  test.each([
    [{ a: [1, 2, { b: 'x"y', c: [] }], d: {}, e: null, f: true, g: 'ü \n ]' }],
    [[[[]]]],
    [{ '': { '"': '\\"' } }],
  ])('%o is laid out as JSON.stringify would', (value) => {
    expect(indented(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2))
  })

  test('a megabyte of it takes no time to speak of', () => {
    const value = Array.from({ length: 20_000 }, (_, n) => ({ n, text: 'x'.repeat(30) }))
    const began = performance.now()
    expect(indented(JSON.stringify(value))).toHaveLength(JSON.stringify(value, undefined, 2).length)
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

test.each([
  ['{"id":"evt_1","payload":{"n": 1.10 },"uid":null}', '{"n": 1.10 }'],
  ['{"payload":12345678901234567890}', '12345678901234567890'],
  ['{ "a" : [ "payload", {"payload":1} ] , "payload" : "x\\"}" }', '"x\\"}"'],
  ['{"pay\\u006coad":null}', 'null'],
  ['{"a":{"payload":1},"b":[{"payload":2}]}', undefined],
  ['{}', undefined],
  ['[{"payload":1}]', undefined],
  ['{"a":-1e5,"b":true,"payload":[]}', '[]'],
])('the payload of %s is %s', (json, text) => {
  expect(memberText(json, 'payload')).toBe(text)
})
