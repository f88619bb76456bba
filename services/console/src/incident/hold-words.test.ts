import { expect, test } from 'vitest'
import { criteriaWords } from './hold-words.ts'

const none = { tenantId: null, host: null, endpointId: null, type: null }

test.each([
  [{ host: 'hooks.example.com' }, 'All deliveries to hooks.example.com'],
  [{ type: 'order.placed' }, 'Deliveries of order.placed'],
  [{ tenantId: 'ten_1' }, 'All deliveries of <ten_1>'],
  [{ endpointId: 'ep_1', tenantId: 'ten_1' }, 'All deliveries to the endpoint <ep_1> of <ten_1>'],
  [
    { endpointId: 'ep_1', tenantId: 'ten_1', host: 'a.example', type: 'order.placed' },
    'Deliveries of order.placed to the endpoint <ep_1> at a.example of <ten_1>',
  ],
])('a hold by %j is told', (criteria, told) => {
  expect(criteriaWords({ ...none, ...criteria }, (id) => `<${id}>`)).toBe(told)
})
