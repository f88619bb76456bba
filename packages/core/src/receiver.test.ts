import { expect, test } from 'vitest'
import { openReceiver, userAgent } from './receiver.ts'
import { createSealer } from './seal.ts'
import { sealContext } from './seal-context.ts'

const sealer = createSealer({ current: 'k'.repeat(32) })
const opened = (headers: Record<string, string> | null) =>
  openReceiver(sealer, {
    id: 'e',
    headers: headers && sealer.seal(JSON.stringify(headers), sealContext.endpointHeaders('e')),
    secrets: [],
  }).headers

test("a webhook says who sends it, beside its endpoint's own headers", () => {
  expect(opened(null)).toEqual([['user-agent', userAgent]])
  expect(opened({ 'X-Team': 'a' })).toEqual([
    ['user-agent', userAgent],
    ['X-Team', 'a'],
  ])
})

test('an endpoint may say otherwise, once', () => {
  expect(opened({ 'User-Agent': 'ours' })).toEqual([['User-Agent', 'ours']])
})
