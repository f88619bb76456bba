import { expect, test } from 'vitest'
import { type Draft, draftOf, type Endpoint, emptyDraft } from './draft.ts'
import { newEndpointOf, patchOf } from './read-draft.ts'

const endpoint: Endpoint = {
  ...{ id: 'ep_01k71a8700e008000000000001', uid: 'orders', url: 'https://example.com/hooks', description: 'Orders' },
  ...{ eventTypes: ['invoice.*'], channels: null, filter: null, headers: ['x-own'], enabled: true, status: 'enabled' },
  ...{ statusReason: null, timeoutMs: null, retrySchedule: [0, 5], rateLimit: { limit: 5, perSeconds: 1 } },
  ...{ ordering: 'none', signing: 'v1', transform: null, envelope: false, metadata: { region: 'eu', tier: 'gold' } },
  circuit: { state: 'closed', since: null, failures: 0, nextProbeAt: null },
  health: { state: 'unknown', failingSince: null, lastSuccessAt: null },
  ...{ secretHint: 'abcd', createdAt: '2026-01-31T12:00:00.000Z', updatedAt: '2026-01-31T12:00:00.000Z' },
}
const change = (over: Partial<Draft>) => patchOf(endpoint, { ...draftOf(endpoint), ...over })

test('a new endpoint says what was typed, and leaves the rest to its defaults', () => {
  expect(newEndpointOf({ ...emptyDraft, url: ' https://example.com ' })).toEqual({
    body: { url: 'https://example.com' },
    faults: {},
  })
  const draft: Draft = {
    ...emptyDraft,
    ...{ url: 'https://example.com', eventTypes: ['a'], channels: ['eu'], filter: '{"payload":{"n":1}}' },
    ...{ timeoutMs: '5000', retrySchedule: '0, 5m', rateLimit: '10', ratePerSeconds: '', signing: 'v1a' },
    headers: [
      { key: '1', name: 'x-a', value: 'one' },
      { key: '2', name: ' ', value: 'of no name' },
    ],
    secret: 'whsk_x',
  }
  expect(newEndpointOf(draft).body).toEqual({
    ...{ url: 'https://example.com', eventTypes: ['a'], channels: ['eu'], filter: { payload: { n: 1 } } },
    ...{ timeoutMs: 5000, retrySchedule: [0, 300], rateLimit: { limit: 10, perSeconds: 1 }, signing: 'v1a' },
    ...{ headers: { 'x-a': 'one' }, secret: 'whsk_x' },
  })
})

test('what was not touched is not sent', () => {
  expect(change({})).toEqual({ body: {}, faults: {} })
})

test.each<[string, Partial<Draft>, object]>([
  ['a text', { description: 'Other' }, { description: 'Other' }],
  ['a text that is emptied', { description: '', uid: '' }, { description: null, uid: null }],
  ['all types', { eventTypes: null }, { eventTypes: null }],
  ['a filter', { filter: '{"type":"a"}' }, { filter: { type: 'a' } }],
  ["the deployment's own schedule", { retrySchedule: ' ' }, { retrySchedule: null }],
  ['no rate limit', { rateLimit: '' }, { rateLimit: null }],
  ['half of a rate limit', { ratePerSeconds: '60' }, { rateLimit: { limit: 5, perSeconds: 60 } }],
  ['a header that goes', { headers: [] }, { headers: { 'x-own': null } }],
  [
    'a header that comes beside one that is kept',
    { headers: [...draftOf(endpoint).headers, { key: 'n', name: 'x-new', value: '1' }] },
    { headers: { 'x-new': '1' } },
  ],
  ['another value of a header', { headers: [{ key: 'x', name: 'x-own', value: '2' }] }, { headers: { 'x-own': '2' } }],
  [
    'one of the metadata changed and one gone',
    { metadata: [{ key: 'r', name: 'region', value: 'us' }] },
    { metadata: { region: 'us', tier: null } },
  ],
])('%s is all that is sent', (_what, over, body) => {
  expect(change(over)).toEqual({ body, faults: {} })
})

test.each<[Partial<Draft>, string]>([
  [{ url: ' ' }, '/url'],
  [{ eventTypes: [] }, '/eventTypes'],
  [{ filter: '{' }, '/filter'],
  [{ timeoutMs: 'long' }, '/timeoutMs'],
  [{ retrySchedule: 'often' }, '/retrySchedule'],
  [{ rateLimit: '1.5' }, '/rateLimit'],
  [{ rateLimit: '1', ratePerSeconds: 'x' }, '/rateLimit'],
  [
    {
      headers: [
        { key: '1', name: 'a', value: '' },
        { key: '2', name: 'a', value: '' },
      ],
    },
    '/headers',
  ],
])('what makes no sense in %j is told at its place', (over, pointer) => {
  expect(Object.keys(change(over).faults)).toEqual([pointer])
})
