import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFilter, effortOfAnEvent } from './filter.ts'
import { type Content, type Interest, matcher, matches, type Subject } from './match.ts'

function endpoint(eventTypes: string[] | null, channels: string[] | null = null): Interest {
  return { id: 'ep_1', uid: 'mine', eventTypes, channels }
}

const content = (payload: unknown = null): Content => ({
  id: '0199c2a4-1c00-7000-8000-000000000001',
  payload,
  left: effortOfAnEvent,
})

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
    expect(matches(endpoint(eventTypes), { type }, content())).toBe(wanted)
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
    expect(matches(endpoint(null, channels), { type: 'x', channels: ofEvent }, content())).toBe(wanted)
  })

  it.each<[string[], string, boolean]>([
    [['ep_1'], 'x', true],
    [['mine'], 'x', true],
    [['ep_2', 'ep_1'], 'x', true],
    [['ep_2'], 'x', false],
    [[], 'x', false],
    [['ep_1'], 'y', false],
  ])('endpointIds %j narrow an event of type %s: %s', (endpointIds, type, wanted) => {
    expect(matches(endpoint(['x']), { type, endpointIds }, content())).toBe(wanted)
  })
})

describe('a filter', () => {
  const wanting = (filter: object): Interest => ({ ...endpoint(null), wants: compileFilter(filter) })

  it('is asked about the whole event, as it is shown to people', () => {
    const event = { type: 'a', channels: ['red'], metadata: { region: 'eu' } }
    const whole = {
      ...{ id: { $startsWith: 'evt_' }, type: 'a', channels: 'red' },
      ...{ metadata: { region: 'eu' }, payload: { amount: { $gt: 4 } } },
    }
    expect(matches(wanting(whole), event, content({ amount: 5 }))).toBe(true)
    expect(matches(wanting(whole), event, content({ amount: 4 }))).toBe(false)
    expect(matches(wanting({ metadata: { $exists: true } }), { type: 'a' }, content())).toBe(true)
  })

  it('is not asked where type, channel or name decide already', () => {
    const asked: string[] = []
    const wants = () => asked.push('asked') > 0
    for (const over of [{ eventTypes: ['b'] }, { channels: ['blue'] }, { id: 'ep_9', uid: null }])
      expect(matches({ ...endpoint(null), ...over, wants }, { type: 'a', endpointIds: ['ep_1'] }, content())).toBe(
        false,
      )
    expect(asked).toEqual([])
  })

  it('shares the effort of the event with all others', () => {
    const one = content(Array.from({ length: 1_000 }, () => 1))
    one.left = 1_500
    const all = [1, 2].map((n) => ({ ...wanting({ payload: { $eq: 2 } }), id: `ep_${n}` }))
    matcher(all)({ type: 'a' }, one)
    expect(one.left).toBeLessThan(0)
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
        for (const one of events)
          expect(match(one, content())).toEqual(all.filter((candidate) => matches(candidate, one, content())))
      }),
    )
  })
})
