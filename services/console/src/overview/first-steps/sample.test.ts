import { expect, test } from 'vitest'
import { curlOf, sampleFor } from './sample.ts'

test.each([
  ['everything', null, 'invoice.paid'],
  ['everything by name', ['*'], 'invoice.paid'],
  ['what the example is of', ['order.made', 'invoice.*'], 'invoice.paid'],
  ['one type', ['order.made'], 'order.made'],
  ['a family of types', ['order.*'], 'order.created'],
])('an endpoint that wants %s gets the sample', (_, wanted, type) => {
  expect(sampleFor(wanted).type).toBe(type)
})

test('the command can be pasted into a shell, whatever is in the payload', () => {
  expect(curlOf({ type: 'a.b', payload: { it: "isn't" } }, 'https://api.test', 'KEY')).toBe(
    [
      'curl -X POST https://api.test/v1/events \\',
      "  -H 'Authorization: Bearer KEY' \\",
      "  -H 'Content-Type: application/json' \\",
      `  -d '{"type":"a.b","payload":{"it":"isn'\\''t"}}'`,
    ].join('\n'),
  )
})
