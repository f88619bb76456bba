import { publicId } from '@g5/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberSpans } from './slice.ts'
import { uuidv7 } from './uuid.ts'
import { envelope, eventDocument } from './webhook-body.ts'

const createdAt = Date.UTC(2026, 0, 31, 12, 0, 0, 7)
const eventId = uuidv7(createdAt)
const head = { id: publicId('event', eventId), type: 'invoice.paid', timestamp: '2026-01-31T12:00:00.007Z' }

function memberOf(text: string, name: string): string {
  const members = memberSpans(text)
  const span = members.kind === 'members' ? members.spans.get(name) : undefined
  if (!span) throw new Error(`no ${name}`)
  return text.slice(...span)
}

test('an envelope has the event and the moment it was accepted around its data, in this order', () => {
  const body = envelope({ eventId, eventType: 'invoice.paid' }, '{"n": 1.10}')
  expect(body).toBe(`${JSON.stringify(head).slice(0, -1)},"data":{"n": 1.10}}`)
})

test('what is in an envelope or shown to a transform is the payload, byte for byte', () => {
  const spaced = fc.json().map((text) => text.replaceAll(',', ' ,\n'))
  fc.assert(
    fc.property(spaced, (payload) => {
      const event = { eventId, eventType: 'invoice.paid', payload }
      expect(memberOf(envelope(event, payload), 'data')).toBe(payload)
      expect(memberOf(eventDocument(event, { metadata: null, channels: null }), 'payload')).toBe(payload)
    }),
  )
})

test('a transform sees the event with its metadata and channels', () => {
  const event = { eventId, eventType: 'invoice.paid', payload: '12345678901234567890' }
  const plain = eventDocument(event, { metadata: null, channels: null })
  expect(plain).toBe(
    `${JSON.stringify(head).slice(0, -1)},"payload":12345678901234567890,"metadata":{},"channels":null}`,
  )
  const whole = eventDocument({ ...event, payload: 'null' }, { metadata: { 'a"': '\n' }, channels: ['eu'] })
  expect(JSON.parse(whole)).toEqual({ ...head, payload: null, metadata: { 'a"': '\n' }, channels: ['eu'] })
})
