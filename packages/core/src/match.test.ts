import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Interest, matcher, matches, type Subject } from './match.ts'

function endpoint(eventTypes: string[] | null, channels: string[] | null = null): Interest {
  return { id: 'ep_1', uid: 'mine', eventTypes, channels }
}

describe('matches', () => {
  it.each<[string[] | null, string, boolean]>([
    [null, 'invoice.paid', true],
    [['*'], 'invoice.paid', true],
    [['invoice.paid'], 'invoice.paid', true],
    [['invoice.paid'], 'invoice.paid.late', false],
    [['invoice.paid'], 'invoice', false],
    [['invoice.*'], 'invoice.paid', true],
    [['invoice.*'], 'invoice.item.added', true],
    [['invoice.item.*'], 'invoice.item.added', true],
    [['invoice.item.*'], 'invoice.paid', false],
    [['invoice.*'], 'invoice', false],
    [['invoice.*'], 'invoices.paid', false],
    [['order.*', 'invoice.paid'], 'invoice.paid', true],
    [[], 'invoice.paid', false],
    [null, 'g5.endpoint.disabled', false],
    [['*'], 'g5.endpoint.disabled', false],
    [['g5.*'], 'g5.endpoint.disabled', false],
    [['g5.endpoint.*'], 'g5.endpoint.disabled', false],
    [['g5.endpoint.disabled'], 'g5.endpoint.disabled', true],
    [null, 'g5', true],
    [null, 'g51.a', true],
  ])('types %j and %s: %s', (eventTypes, type, wanted) => {
    expect(matches(endpoint(eventTypes), { type })).toBe(wanted)
  })

  it.each<[string[] | null, string[] | undefined, boolean]>([
    [null, undefined, true],
    [null, ['a'], true],
    [['a'], ['a'], true],
    [['a', 'b'], ['c', 'b'], true],
    [['a'], ['b'], false],
    [['a'], [], false],
    [['a'], undefined, false],
  ])('channels %j and %j: %s', (channels, ofEvent, wanted) => {
    expect(matches(endpoint(null, channels), { type: 'x', channels: ofEvent })).toBe(wanted)
  })

  it.each<[string[], string, boolean]>([
    [['ep_1'], 'x', true],
    [['mine'], 'x', true],
    [['ep_2', 'ep_1'], 'x', true],
    [['ep_2'], 'x', false],
    [[], 'x', false],
    [['ep_1'], 'y', false],
  ])('endpointIds %j narrow an event of type %s: %s', (endpointIds, type, wanted) => {
    expect(matches(endpoint(['x']), { type, endpointIds })).toBe(wanted)
  })
})

describe('matcher', () => {
  const type = fc.constantFrom('a', 'a.b', 'a.b.c', 'b', 'b.c', 'g5.x', 'g5.x.y')
  const pattern = fc.constantFrom('*', 'a', 'a.*', 'a.b', 'a.b.*', 'a.b.c', 'b.*', 'g5.*', 'g5.x')
  const channel = fc.constantFrom('red', 'green', 'blue')
  const endpoints = fc
    .array(fc.record({ eventTypes: fc.option(fc.array(pattern)), channels: fc.option(fc.array(channel)) }))
    .map((all) => all.map((interest, i) => ({ ...interest, id: `ep_${i}`, uid: i % 2 ? `uid_${i}` : null })))
  const event: fc.Arbitrary<Subject> = fc.record({
    type,
    channels: fc.option(fc.array(channel)),
    endpointIds: fc.option(fc.array(fc.constantFrom('ep_0', 'ep_1', 'uid_1', 'uid_3', 'ep_9'))),
  })

  it('answers as asking each endpoint would, once each, in their order', () => {
    fc.assert(
      fc.property(endpoints, fc.array(event), (all, events) => {
        const match = matcher(all)
        for (const one of events) expect(match(one)).toEqual(all.filter((candidate) => matches(candidate, one)))
      }),
    )
  })
})
