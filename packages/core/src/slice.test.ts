import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementSpans, memberSpans, type Span } from './slice.ts'

const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/)
const number = fc.oneof(
  fc.constantFrom('0', '-0', '1.10', '1e5', '-2.50E-10', '12345678901234567890', '-99999999999999999999.0001'),
  fc.integer().map(String),
)
const fragment = fc.constantFrom(
  '\\"',
  '\\\\',
  '\\/',
  '\\n',
  '\\u0000',
  '\\u0022',
  '\\u005c',
  '\\ud83d\\ude00',
  '\\ud800',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'é',
  '😀',
  ' ',
)
const piece = fc.oneof(fragment, fc.stringMatching(/^[a-z]{1,4}$/))
const string = fc.array(piece, { maxLength: 8 }).map((pieces) => `"${pieces.join('')}"`)

/** JSON texts as a stranger may write them: odd spacing, escapes where none are needed, long numbers, equal keys. */
const { value } = fc.letrec<{ value: string }>((tie) => {
  const spaced = (text: fc.Arbitrary<string>) => fc.tuple(space, text, space).map((parts) => parts.join(''))
  const member = fc.tuple(spaced(string), spaced(tie('value'))).map((pair) => pair.join(':'))
  const list = (open: string, item: fc.Arbitrary<string>, close: string) =>
    fc.oneof(
      space.map((gap) => open + gap + close),
      fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => open + items.join(',') + close),
    )
  return {
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('true', 'false', 'null'),
      number,
      string,
      list('[', spaced(tie('value')), ']'),
      list('{', member, '}'),
    ),
  }
})

/** Members written with known texts, so that the slices can be compared with what was written. */
const written = fc
  .uniqueArray(fc.tuple(string, value), { selector: ([key]) => JSON.parse(key), maxLength: 6 })
  .chain((members) =>
    fc.array(space, { minLength: members.length * 4 + 2, maxLength: members.length * 4 + 2 }).map((gaps) => {
      const texts = members.map(
        ([key, text], i) => `${gaps[4 * i]}${key}${gaps[4 * i + 1]}:${gaps[4 * i + 2]}${text}${gaps[4 * i + 3]}`,
      )
      return { members, text: `${gaps.at(-1)}{${texts.join(',') || gaps.at(-2)}}${gaps.at(-1)}` }
    }),
  )

const cut = (text: string, [start, end]: Span) => text.slice(start, end)

function sliced(text: string, at?: number): Record<string, string> {
  const found = memberSpans(text, at)
  if (found.kind === 'duplicate') throw new Error(`duplicate ${found.key}`)
  return Object.fromEntries(Array.from(found.spans, ([key, span]) => [key, cut(text, span)]))
}

describe('memberSpans', () => {
  it('finds each member verbatim, whatever the spacing, escapes and nesting', () => {
    fc.assert(
      fc.property(written, ({ members, text }) => {
        const found = memberSpans(text)
        if (found.kind === 'duplicate') throw new Error('no key was written twice')
        const slices = Array.from(found.spans, ([key, span]) => [key, cut(text, span)])
        expect(slices).toEqual(members.map(([key, member]) => [JSON.parse(key), member]))
      }),
      { numRuns: 500 },
    )
  })

  it('agrees with JSON.parse about any text, or refuses it for a key that stands there twice', () => {
    fc.assert(
      fc.property(value, (text) => {
        fc.pre(!text.includes('\\')) // Here the parser may be wrong: V8 mixes escaped keys up (nodejs/node#63785).
        const parsed: unknown = JSON.parse(text)
        const found = memberSpans(text)
        if (found.kind === 'duplicate') return
        const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
        const entries = Array.from(found.spans, ([key, span]) => [key, JSON.parse(cut(text, span))] as const)
        expect(new Map(entries)).toEqual(new Map(isObject ? Object.entries(parsed) : []))
      }),
      { numRuns: 500 },
    )
  })

  it('keeps numbers that a parser would change', () => {
    expect(sliced('{"a": 12345678901234567890 ,"b":1.10,"c":1E2}')).toEqual({
      a: '12345678901234567890',
      b: '1.10',
      c: '1E2',
    })
  })

  it('knows a key by its meaning, not its spelling', () => {
    expect(sliced('{"payl\\u006fad": [1]}')).toEqual({ payload: '[1]' })
    expect(memberSpans('{"payload":1,"payl\\u006fad":2}')).toEqual({ kind: 'duplicate', key: 'payload' })
  })

  it('refuses a repeated key at this level only', () => {
    expect(memberSpans('{"a":1,"b":2,"a":3}')).toEqual({ kind: 'duplicate', key: 'a' })
    expect(sliced('{"a":{"b":1,"b":2}}')).toEqual({ a: '{"b":1,"b":2}' })
  })

  it('treats names of JavaScript’s own as plain keys', () => {
    const found = memberSpans('{"__proto__":1,"constructor":2}')
    expect(found.kind === 'members' && [...found.spans.keys()]).toEqual(['__proto__', 'constructor'])
  })

  it('is not misled by quotes and brackets inside strings', () => {
    const text = '{"a":"}\\"]\\\\","b":{"c":"{[\\\\\\""},"d":[]}'
    expect(sliced(text)).toEqual({ a: '"}\\"]\\\\"', b: '{"c":"{[\\\\\\""}', d: '[]' })
  })

  it.each(['[{"a":1}]', '"{"', '1', 'null'])('finds no members in %s', (text) => {
    expect(sliced(text)).toEqual({})
  })

  it('takes deep nesting without recursion', () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000)
    expect(sliced(`{"a":${deep},"b":1}`)).toEqual({ a: deep, b: '1' })
  })
})

describe('elementSpans', () => {
  it('finds each element verbatim', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(space, value, space)), (items) => {
        const text = `[${items.map((item) => item.join('')).join(',')}]`
        expect(elementSpans(text).map((span) => cut(text, span))).toEqual(items.map(([, element]) => element))
      }),
    )
  })

  it('leads from a batch to the members of each of its items', () => {
    const text = ' {"events": [ {"payload": 1.0}, {"payload": {"x": "]"} } , 7 ]}'
    const found = memberSpans(text)
    const events = found.kind === 'members' ? found.spans.get('events') : undefined
    const items = elementSpans(text, events?.[0])
    expect(items.map(([start]) => sliced(text, start))).toEqual([{ payload: '1.0' }, { payload: '{"x": "]"}' }, {}])
  })

  it.each(['{}', '"["', '[]', '[ \n ]'])('finds none in %s', (text) => {
    expect(elementSpans(text)).toEqual([])
  })
})
