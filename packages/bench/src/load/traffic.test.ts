import { newEvent } from '@g5/contracts'
import { hmacKey } from '@g5/core'
import { expect, test } from 'vitest'
import { eventTypes, payloadOf, signingSecret, stampOf } from './traffic.ts'

test('an event is valid, about 500 bytes, and comes back with its number and moment', () => {
  const payload = payloadOf({ n: 7, at: 1234.6 })
  expect(newEvent.safeParse({ type: eventTypes[0], payload: JSON.parse(payload) }).success).toBe(true)
  expect(payload.length).toBeGreaterThan(450)
  expect(payload.length).toBeLessThan(600)
  expect(stampOf(payload)).toEqual({ n: 7, at: 1235 })
})

test('the signing secret is one', () => {
  expect(() => hmacKey(signingSecret)).not.toThrow()
})
