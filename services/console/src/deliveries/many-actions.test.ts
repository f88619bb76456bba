import { expect, test } from 'vitest'
import { consequences } from './many-actions.ts'

const of = (...statuses: Parameters<typeof consequences>[1][number]['status'][]) =>
  statuses.map((status) => ({ status }))

test.each([
  ['send', of('dead', 'held'), []],
  ['send', of('delivered'), [/^1 is delivered already: .* second time/]],
  [
    'send',
    of('delivered', 'delivered', 'queued', 'pending'),
    [/^2 are delivered/, /^1 is waiting/, /^1 is on the way/],
  ],
  ['cancel', of('pending', 'held'), []],
  ['cancel', of('dead', 'dead', 'cancelled'), [/^2 are dead/, /^1 is cancelled already/]],
] as const)('%s of %o says what to know', (action, deliveries, expected) => {
  const told = consequences(action, deliveries)
  expect(told).toHaveLength(expected.length)
  for (const [i, words] of expected.entries()) expect(told[i]).toMatch(words)
})
