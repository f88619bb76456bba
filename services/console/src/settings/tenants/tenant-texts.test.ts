import { expect, test } from 'vitest'
import { readTexts, slugOf, textsOf } from './tenant-texts.ts'

const tenant = {
  ...{ name: 'Acme Inc.', slug: 'acme', uid: null, class: 'default' },
  limits: { eventsPerSecond: 500, endpoints: null, payloadBytes: null },
  settings: { validateEvents: true, payloadRetentionDays: 30, storeResponses: false },
}

test('what a tenant is comes back as it was', () => {
  expect(readTexts(textsOf(tenant))).toEqual({ kind: 'patch', patch: tenant })
})

test('an emptied field removes its limit, its retention, its uid, and makes the class the usual one', () => {
  const texts = {
    ...textsOf({ ...tenant, uid: 'a-1' }),
    eventsPerSecond: ' ',
    payloadRetentionDays: '',
    uid: '',
    class: '',
  }
  expect(readTexts(texts)).toMatchObject({
    patch: {
      ...{ uid: null, class: 'default', limits: { eventsPerSecond: null } },
      settings: { payloadRetentionDays: null },
    },
  })
})

test.each(['-1', '1.5', '1e3', 'many', '٣'])('%s is no number of anything', (endpoints) => {
  expect(readTexts({ ...textsOf(tenant), endpoints })).toMatchObject({
    kind: 'faulty',
    faults: [{ pointer: '/limits/endpoints' }],
  })
})

test.each([
  ['Acme Inc.', 'acme-inc'],
  ['  Zoë & Söhne  ', 'zoe-sohne'],
  ['日本', ''],
  [`${'a'.repeat(62)} b`, 'a'.repeat(62)],
])('the name %j suggests the slug %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})
