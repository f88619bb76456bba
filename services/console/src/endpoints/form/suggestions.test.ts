import { expect, test } from 'vitest'
import { suggestionsOf } from './suggestions.ts'

test('types are suggested by their names, and by the prefixes that more than one of them has', () => {
  expect(suggestionsOf(['invoice.paid', 'invoice.sent', 'invoice.line.added', 'ping', 'user.made'])).toEqual([
    'invoice.*',
    'invoice.line.added',
    'invoice.paid',
    'invoice.sent',
    'ping',
    'user.made',
  ])
})
