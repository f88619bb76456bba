import { expect, test } from 'vitest'
import { readDocument } from './read-document.ts'

test.each(['', '  \n', '[]', 'null', '"openapi"', '3', 'openapi: 3.1.0', '{"openapi":'])(
  '%j is no document, and says why',
  (text) => {
    expect(readDocument(text)).toEqual({ kind: 'none', why: expect.stringMatching(/\w/) })
  },
)

test('an object is one', () => {
  expect(readDocument('{"openapi":"3.1.0"}')).toEqual({ kind: 'document', document: { openapi: '3.1.0' } })
})
