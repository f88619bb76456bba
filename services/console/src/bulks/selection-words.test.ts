import type { Bulk } from '@g5/sdk'
import { expect, test } from 'vitest'
import { shortTime } from '../time/words.ts'
import { bulkTitle, selectionWords } from './selection-words.ts'

const [from, to, createdAt] = ['2026-05-03T12:00:00.000Z', '2026-05-03T13:00:00.000Z', '2026-05-04T00:00:00.000Z']
const [since, until] = [shortTime(Date.parse(from)), shortTime(Date.parse(to))]
/** As every bulk has it that was asked for without an end. */
const open = '2026-05-03T23:59:59.990Z'

test.each<[Bulk['action'], Bulk['select'], title: string, words: string]>([
  ['send', { status: ['dead'], to: open }, 'Replay', 'dead letters'],
  ['send', { status: ['dead'], type: 'order.placed' }, 'Replay', 'dead letters of order.placed'],
  ['discard', { status: ['dead'], ids: 1 }, 'Discard', 'dead letters, 1 chosen by hand'],
  ['discard', { status: ['dead'], ids: 1_000 }, 'Discard', 'dead letters, 1,000 chosen by hand'],
  [
    'send',
    { status: ['dead'], reason: 'retries_exhausted', from, to },
    'Replay',
    `dead letters, reason “Every attempt failed”, from ${since} to ${until}`,
  ],
  ['send', { status: ['held'], from, to: open }, 'Send what is held', `held deliveries, since ${since}`],
  ['send', { status: ['dead', 'held'], to }, 'Send again', `dead letters and held deliveries, before ${until}`],
  [
    'send',
    { missing: true, from },
    'Send what is missing',
    `events that the endpoint wants and never got, since ${since}`,
  ],
  ['cancel', { status: ['pending'] }, 'Cancel', 'waiting deliveries'],
  ['expunge', { status: ['delivered'] }, 'Erase payloads', 'delivered deliveries'],
])('%s %j is told', (action, select, title, words) => {
  expect(bulkTitle({ action, select })).toBe(title)
  expect(selectionWords({ select, createdAt })).toBe(words)
})
