import { expect, test } from 'vitest'
import type { Overview } from './overview.ts'
import { type Facts, verdictOf } from './verdict.ts'

const now = Date.parse('2026-03-10T12:00:00.000Z')
const ago = (seconds: number) => new Date(now - seconds * 1_000).toISOString()

const nothing = {
  events: 0,
  attempts: 0,
  delivered: 0,
  failed: 0,
  dead: 0,
  successRate: null,
  latencyMs: null,
  firstAttemptDelayMs: null,
}
const well = { ...nothing, events: 300, attempts: 300, delivered: 300 }
const few = (n: number) => ({ count: n, atLeast: false })

/** An hour by five minutes, until now; `at` says of each bucket, the oldest is 0 and the last 11, what was in it. */
function overviewOf(
  at: (bucket: number) => Partial<typeof well>,
  { asOf = ago(0), ...present }: Partial<Overview['present']> & { asOf?: string | null } = {},
): Overview {
  return {
    ...{ from: ago(3_600), to: ago(0), bucket: '5m', asOf, totals: nothing },
    series: Array.from({ length: 12 }, (_, i) => ({ at: ago(3_600 - i * 300), ...nothing, ...at(i) })),
    present: {
      ...{ backlog: few(0), blocked: few(0), oldestDueAt: null, held: few(0), deadLetters: few(7) },
      ...{ openCircuits: 0, halfOpenCircuits: 0, ...present },
    },
  }
}
const verdict = (overview: Overview, facts: Partial<Facts> = {}) => {
  return verdictOf({ overview, ofAllTenants: false, ...facts }, now)
}
const always = () => well
const failed = (n: number) => ({ events: 300, attempts: 300, failed: n, delivered: 300 - n })

test.each<[string, Overview, Partial<Facts>, string, string]>([
  [
    'all that was sent arrived',
    overviewOf(always),
    {},
    'good',
    'All well: 100 % of attempts succeed, and nothing waits longer than it should.',
  ],
  [
    'nothing was sent for a while',
    overviewOf(() => nothing),
    {},
    'good',
    'All well: nothing waits longer than it should, and nothing was sent in the last 15 min.',
  ],
  [
    'nobody has counted yet',
    overviewOf(() => nothing, { asOf: null }),
    {},
    'good',
    'Nothing waits longer than it should. Nothing has been counted yet.',
  ],
  ['what is due waits its turn for seconds', overviewOf(always, { oldestDueAt: ago(59) }), {}, 'good', 'All well'],
  [
    'what is due has waited for a minute',
    overviewOf(always, { oldestDueAt: ago(60), backlog: few(4) }),
    {},
    'warn',
    'Deliveries leave late: the oldest that is due has waited for 1 min, with 4 due.',
  ],
  [
    'what is due has waited for long',
    overviewOf(always, { oldestDueAt: ago(300) }),
    {},
    'bad',
    'Deliveries leave late',
  ],
  [
    'somebody paused it',
    overviewOf(always, { oldestDueAt: ago(900) }),
    { pausedSince: ago(900) },
    'bad',
    'Sending was paused 15 min ago: what comes in waits, and nothing is lost.',
  ],
  [
    'the circuit of an endpoint is open',
    overviewOf(always, { openCircuits: 1, blocked: { count: 12, atLeast: false } }),
    { openCircuits: ['https://shop.test/hooks'] },
    'bad',
    'https://shop.test/hooks is failing: its circuit is open, so that nothing but probes is sent there, and 12 deliveries wait.',
  ],
  [
    'some circuits of all tenants are open',
    overviewOf(always, { openCircuits: 3 }),
    { ofAllTenants: true },
    'warn',
    '3 endpoints are failing: their circuits are open',
  ],
  [
    'many circuits are open',
    overviewOf(always, { openCircuits: 11 }),
    { ofAllTenants: true },
    'bad',
    '11 endpoints are failing',
  ],
  [
    'deliveries die',
    overviewOf((i) => ({ ...well, dead: i === 11 ? 2 : 0 })),
    {},
    'bad',
    '2 deliveries became dead letters in the last 15 min.',
  ],
  [
    'one died, but not lately',
    overviewOf((i) => ({ ...well, dead: i === 3 ? 1 : 0 })),
    {},
    'warn',
    '1 delivery became a dead letter in the last 1 h.',
  ],
  [
    'some died, and were sent again since',
    overviewOf(() => ({ ...well, dead: 1 }), { deadLetters: few(0) }),
    {},
    'good',
    'All well',
  ],
  [
    'a few of all tenants die',
    overviewOf((i) => ({ ...well, dead: i })),
    { ofAllTenants: true },
    'warn',
    '30 deliveries',
  ],
  ['one attempt of a hundred fails', overviewOf(() => failed(3)), {}, 'good', 'All well: 99.0 %'],
  [
    'more fails than before',
    overviewOf((i) => failed(i > 8 ? 120 : 3)),
    {},
    'bad',
    '40.0 % of attempts fail: 360 of 900 in the last 15 min; before, it was 1.0 %.',
  ],
  ['a little more fails', overviewOf((i) => failed(i > 8 ? 30 : 3)), {}, 'warn', '10.0 % of attempts fail'],
  [
    'there are few attempts, and they fail',
    overviewOf((i) => (i === 2 ? { events: 1, attempts: 3, failed: 3 } : nothing)),
    {},
    'bad',
    '100 % of attempts fail: 3 of 3 in the last 1 h.',
  ],
  [
    'nothing comes in any more',
    overviewOf((i) => (i > 8 ? nothing : well)),
    {},
    'warn',
    'No event has come in for 15 min; before, it was 1.0 /s.',
  ],
  [
    'nothing comes in, as so often',
    overviewOf((i) => (i > 8 ? nothing : { ...well, events: 1 })),
    {},
    'good',
    'All well',
  ],
  [
    'nobody counts any more',
    overviewOf(always, { asOf: ago(600) }),
    {},
    'warn',
    'Attempts and events were last counted 10 min ago: newer ones are not in yet.',
  ],
])('%s', (_, overview, facts, tone, beginning) => {
  const told = verdict(overview, facts)
  expect(told.tone).toBe(tone)
  expect(told.words.slice(0, beginning.length)).toBe(beginning)
})

test('the worst comes first, and what else there is follows', () => {
  const overview = overviewOf((i) => failed(i > 8 ? 30 : 3), {
    ...{ oldestDueAt: ago(70), openCircuits: 1, held: few(5) },
  })
  const { worst, others } = verdictOf({ overview, ofAllTenants: false }, now)
  expect([worst, ...others].map((one) => one?.kind)).toEqual(['circuits', 'late', 'failing', 'held'])
})

test('what is held does not make well unwell, and is told', () => {
  const { tone, others } = verdictOf({ overview: overviewOf(always, { held: few(1) }), ofAllTenants: false }, now)
  expect(tone).toBe('good')
  expect(others.map(({ words }) => words)).toEqual(['1 delivery is held until it is released.'])
})
