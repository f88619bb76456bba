import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJson } from './read-json.ts'

/** Objects of this shape, with a backslash for a key, are what V8 then takes others for. */
const poison = () => JSON.parse(String.raw`{"h":[],"\\":0}`)

it.each([
  [String.raw`{"h":1,"\"":2}`, ['h', '"']],
  [String.raw`{"h":1,"\u00e9":2}`, ['h', 'é']],
  [String.raw`{"h":1,"\n":2}`, ['h', '\n']],
  [String.raw`{"h":1,"\\":2}`, ['h', '\\']],
])('the keys of %s are those that were written', (text, keys) => {
  poison()
  expect(Object.keys(Object(readJson(text)))).toEqual(keys)
})

it('gives what is in the text, however it is written', () => {
  const escaped = (json: string) =>
    json.replaceAll(/[^\x20-\x7e\n\t]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), fc.constantFrom(0, 1, '\t'), (value, space) => {
      const written = escaped(JSON.stringify(value, null, space))
      expect(JSON.stringify(readJson(written))).toBe(JSON.stringify(value))
    }),
  )
})

it('keeps the last of equal keys, and __proto__ as a key like any other, as JSON.parse does', () => {
  expect(readJson(String.raw`{"a":1,"\u0061":2}`)).toEqual({ a: 2 })
  const read = Object(readJson(String.raw`{"__proto__":{"x":1},"\u0061":2}`))
  expect([Object.keys(read), Object.getPrototypeOf(read)]).toEqual([['__proto__', 'a'], Object.prototype])
})

it('reads what is nested a hundred thousand deep', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect(Object.keys(Object(readJson(String.raw`{"\u0061":${deep}}`)))).toEqual(['a'])
})

it.each(['', '{', '{"a":1,}', String.raw`{"\x":1}`])('%j is no JSON', (text) => {
  expect(() => readJson(text)).toThrow(SyntaxError)
})
