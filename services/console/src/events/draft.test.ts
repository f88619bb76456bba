import { verbatim } from '@g5/sdk'
import { describe, expect, test } from 'vitest'
import { type Draft, emptyDraft, readDraft } from './draft.ts'

const draft = (change: Partial<Draft>): Draft => ({ ...emptyDraft, type: 'invoice.paid', payload: '{}', ...change })

describe('a draft can’t be sent', () => {
  test.each([
    ['without a type', { type: ' ' }, '/type', 'is needed'],
    ['without a payload', { payload: ' ' }, '/payload', 'is needed'],
    ['with a payload that is no JSON', { payload: '{a}' }, '/payload', /^is not JSON: /],
    ['with metadata that is no pair', { metadata: 'region=eu\neu' }, '/metadata', '“eu” is no name=value'],
    ['with metadata without a name', { metadata: '=eu' }, '/metadata', '“=eu” is no name=value'],
  ])('%s', (_what, change, pointer, detail) => {
    const faults = [{ pointer, detail: typeof detail === 'string' ? detail : expect.stringMatching(detail) }]
    expect(readDraft(draft(change))).toEqual({ kind: 'faults', faults })
  })

  test('and each fault is told', () => {
    expect(readDraft(draft({ type: '', payload: '', metadata: 'x' }))).toMatchObject({ faults: [{}, {}, {}] })
  })
})

test.each<[string, Partial<Draft>, string]>([
  ['as little as there may be', {}, '{"type":"invoice.paid","payload":{}}'],
  ['numbers as they were written', { payload: ' {"x": 1.10} ' }, '{"type":"invoice.paid","payload":{"x": 1.10}}'],
  [
    'all that was filled in',
    {
      uid: ' order-1 ',
      channels: 'a, b,,',
      metadata: 'region = eu\n\nnote=a=b\n',
      endpointIds: ['ep_1'],
      deliverAt: '2026-01-31T12:00',
    },
    `{"type":"invoice.paid","payload":{},"uid":"order-1","channels":["a","b"],"metadata":{"region":"eu","note":"a=b"},"endpointIds":["ep_1"],"deliverAt":"${new Date('2026-01-31T12:00').toISOString()}"}`,
  ],
])('%s is sent', (_what, change, text) => {
  const read = readDraft(draft(change))
  expect(read).toMatchObject({ kind: 'event', text })
  if (read.kind !== 'event') throw new Error('it is one')
  const { payload, ...rest } = read.body
  expect(payload).toEqual(verbatim((change.payload ?? '{}').trim()))
  const { payload: _, ...said } = JSON.parse(text)
  expect(rest).toEqual(said)
})
