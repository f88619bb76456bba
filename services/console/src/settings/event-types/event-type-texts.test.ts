import { expect, test } from 'vitest'
import { noTexts, readTexts, textsOf } from './event-type-texts.ts'

test('an empty form is a type that takes any payload', () => {
  expect(readTexts(noTexts)).toEqual({ kind: 'values', values: { description: null, schema: null, examples: [] } })
})

test('what a type says comes back as it was', () => {
  const values = { description: 'An invoice was paid', schema: { type: 'object' }, examples: [{ amount: 1 }, null] }
  expect(readTexts(textsOf(values))).toEqual({ kind: 'values', values })
  expect(textsOf({ ...values, schema: false }).schema).toBe('false')
})

test('what is no JSON is told of by its place, all of it at once', () => {
  const read = readTexts({ description: '', schema: '{', examples: ['1', '', '{}', '{"a":}'] })
  expect(read.kind === 'faulty' && read.faults.map(({ pointer }) => pointer)).toEqual([
    ...['/schema', '/examples/1', '/examples/3'],
  ])
})
