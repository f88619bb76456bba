import { expect, test } from 'vitest'
import { changesOf, summaryOf } from './changes.ts'

test.each([
  [{ role: { from: 'viewer', to: 'admin' } }, [{ name: 'role', before: 'viewer', after: 'admin' }]],
  [{ name: { to: 'Acme' } }, [{ name: 'name', before: undefined, after: 'Acme' }]],
  [{ slug: { from: 'acme' } }, [{ name: 'slug', before: 'acme', after: undefined }]],
  [{ uid: { from: null, to: 'a-1' } }, [{ name: 'uid', before: 'null', after: 'a-1' }]],
  [{ scopes: ['read'] }, [{ name: 'scopes', before: undefined, after: '[\n  "read"\n]' }]],
  [
    { select: { from: 'x', status: 'dead' } },
    [{ name: 'select', before: undefined, after: expect.stringContaining('dead') }],
  ],
  [{ empty: {} }, [{ name: 'empty', before: undefined, after: '{}' }]],
  [{}, []],
])('%j', (changes, expected) => {
  expect(changesOf(changes)).toEqual(expected)
})

test('in a list it is one line, and no long one', () => {
  expect(summaryOf({ role: { from: 'viewer', to: 'admin' }, limits: { from: {}, to: { endpoints: 3 } } })).toBe(
    'role: viewer → admin, limits: {} → { "endpoints": 3 }',
  )
  expect(summaryOf({ slug: { from: 'acme' } })).toBe('slug: acme → nothing')
  expect(summaryOf({ note: 'x'.repeat(200) })).toHaveLength('note: '.length + 61)
})
