import { describe, expect, test } from 'vitest'
import { changed, folded, lineDiff } from './line-diff.ts'

const marks = { same: ' ', added: '+', removed: '-' }
const told = (before: string, after: string) =>
  lineDiff(before, after)
    .map(({ kind, text }) => marks[kind] + text)
    .join('\n')

describe('a line diff', () => {
  test.each([
    ['', '', ''],
    ['a', 'a', ' a'],
    ['', 'a\nb', '+a\n+b'],
    ['a\nb', '', '-a\n-b'],
    ['a\nb\nc', 'a\nx\nc', ' a\n-b\n+x\n c'],
    ['a\nb\nc', 'b\nc\nd', '-a\n b\n c\n+d'],
    ['a\na', 'a\na\na', ' a\n a\n+a'],
    ['{\n  "a": 1\n}', '{\n  "a": 1,\n  "b": 2\n}', ' {\n-  "a": 1\n+  "a": 1,\n+  "b": 2\n }'],
    ['x\n\ny', 'x\ny', ' x\n-\n y'],
  ])('of %j and %j', (before, after, expected) => {
    expect(told(before, after)).toBe(expected)
  })

  test('of texts too different to be compared shows one replaced by the other', () => {
    const long = (word: string) => Array.from({ length: 2_500 }, (_, i) => `${word} ${i}`).join('\n')
    const lines = lineDiff(`first\n${long('a')}`, `first\n${long('b')}`)
    expect(lines[0]).toEqual({ kind: 'same', text: 'first' })
    expect(changed(lines)).toEqual({ added: 2_500, removed: 2_500 })
  })

  test('gives both texts back', () => {
    const [before, after] = ['a\nb\nc\nd\ne', 'b\nx\nd\ne\nf\na']
    const lines = lineDiff(before, after)
    const side = (left: 'added' | 'removed') =>
      lines
        .filter(({ kind }) => kind !== left)
        .map(({ text }) => text)
        .join('\n')
    expect([side('added'), side('removed')]).toEqual([before, after])
  })
})

test('what stays is left out, save what is around a change', () => {
  const before = Array.from({ length: 20 }, (_, i) => String(i))
  const after = before.with(10, 'ten')
  const shown = folded(lineDiff(before.join('\n'), after.join('\n')), 2)
  expect(shown.map((one) => (one.kind === 'skipped' ? `… ${one.lines}` : marks[one.kind] + one.text))).toEqual([
    ...['… 8', ' 8', ' 9', '-10', '+ten', ' 11', ' 12', '… 7'],
  ])
})
