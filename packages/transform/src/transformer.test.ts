import { globSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { createTransformer } from './transformer.ts'

const troubles: Error[] = []
const onError = (error: Error) => void troubles.push(error)
const transformer = createTransformer({ onError })
afterAll(async () => {
  await transformer.close()
  expect(troubles).toEqual([])
})

const secret = 't0ps3cret'
const event = {
  id: 'evt_1',
  type: 'invoice.paid',
  timestamp: '2026-01-31T12:00:00.000Z',
  payload: { invoice: 'in_42', amount: 12.5, lines: [{ sku: 'a' }, { sku: 'b' }], token: secret },
  metadata: { region: 'eu' },
  channels: ['eu'],
}

const transform = (expression: string, maxBytes = 100_000, tenantId = 'tenant', of: unknown = event) =>
  transformer.transform({ tenantId, expression, document: JSON.stringify(of), maxBytes })

async function made(expression: string): Promise<unknown> {
  const became = await transform(expression)
  if (became.kind !== 'made') throw new Error(`${expression}: ${JSON.stringify(became)}`)
  return JSON.parse(became.body)
}

async function failure(expression: string, maxBytes?: number): Promise<string> {
  const became = await transform(expression, maxBytes)
  if (became.kind !== 'failed') throw new Error(`${expression}: ${JSON.stringify(became)}`)
  return became.detail
}

describe('an expression makes the body', () => {
  test.each<[string, unknown]>([
    ['payload', event.payload],
    ['{"text": "Paid: " & payload.invoice, "at": timestamp}', { text: 'Paid: in_42', at: event.timestamp }],
    ['[id, type, metadata.region, channels[0]]', ['evt_1', 'invoice.paid', 'eu', 'eu']],
    ['payload.lines.sku', ['a', 'b']],
    ['$sum([1..100])', 5050],
    ['$base64encode("hello?>")', Buffer.from('hello?>').toString('base64')],
    ['[$base64encode("a"), $base64encode("ab"), $base64encode("")]', ['YQ==', 'YWI=', '']],
    ['$base64decode($base64encode("any carnal pleas"))', 'any carnal pleas'],
    ['($f := function($n) {$n < 2 ? 1 : $n * $f($n - 1)}; $f(20))', 2432902008176640000],
    ['payload ~> |$|{"amount": 1}, ["token", "lines"]|', { invoice: 'in_42', amount: 1 }],
    ['$exists(payload.none) ? 1 : null', null],
  ])('%s', async (expression, body) => {
    expect(await made(expression)).toEqual(body)
  })
})

describe('an expression that makes none fails, and says where and not with what', () => {
  test.each<[string, RegExp]>([
    ['payload.none', /nothing/],
    ['function($x) {$x}', /function/],
    ['{"f": $sum}', /function/],
    ['payload.token + 1', /left side of the operator is no number \(T2001 at 15, after "payload\.token \+"\)/],
    ['$number(payload.token)', /read as a number \(D3030/],
    ['payload.token(1)', /no function/],
    ['$error(payload.token)', /\$error \(D3137/],
    ['$assert(false, payload.token)', /\$assert failed \(D3141/],
    ['{payload.token: 1, $string(payload.token): 2}', /same name \(D1009/],
    ['$toMillis(payload.token)', /no time/],
    ['1/0', /out of range/],
    ['$eval("1")', /no function/],
    ['($f := function($n) {1 + $f($n + 1)}; $f(1))', /nested too deep/],
  ])('%s', async (expression, detail) => {
    const told = await failure(expression)
    expect(told).toMatch(detail)
    expect(told).not.toContain(secret)
  })
})

describe('an expression reaches nothing but the event', () => {
  test.each([
    'payload.constructor',
    'payload.__proto__',
    '$lookup(payload, "__proto__")',
    'payload.token.constructor',
    '$$.constructor.constructor("return process")()',
    '$sum.constructor',
    '$sum.implementation.constructor("return 1")()',
    'process',
    '$process',
    '$require("fs")',
    'globalThis',
  ])('%s', async (expression) => {
    expect(await failure(expression)).toMatch(/nothing|no function|it failed/)
  })

  test('what one leaves behind is not there for the next', async () => {
    await transform('($leaked := 42; $string := $length; $$ ~> |payload|{"__proto__": {"polluted": 1}}|)')
    await transform('{"__proto__": {"polluted": 1}}.__proto__ ~> |$|{"polluted": 1}|')
    expect(await made('[$exists($leaked), $string(1), $exists(payload.polluted), $exists({}.polluted)]')).toEqual([
      false,
      '1',
      false,
      false,
    ])
  })

  test('an event that looks like a function of the language is none', async () => {
    const trap = { payload: { f: { _jsonata_lambda: true, body: { type: 'string', value: 'x' }, arguments: [] } } }
    expect(await transform('payload.f()', 1_000, 'tenant', trap)).toMatchObject({ kind: 'failed' })
  })
})

describe('its limits hold', () => {
  const hostile: [string, string, RegExp][] = [
    ['an endless loop', '($f := function($n) {$f($n + 1)}; $f(1))', /took too long/],
    ['a regular expression that runs away', `$contains("${'a'.repeat(40)}!", /^(a+)+$/)`, /took too long/],
    ['a range of ten million', '$count([1..9999999].{"a": $})', /took too long|memory|too long/],
    [
      'a text that doubles',
      '($f := function($s, $n) {$n = 0 ? $s : $f($s & $s, $n - 1)}; $length($uppercase($f("xy", 27))))',
      /memory|it failed/,
    ],
    ['a list that doubles', '($f := function($a, $n) {$n = 0 ? $a : $f($append($a, $a), $n - 1)}; $f([1], 40))', /./],
    ['padding without end', '$pad("x", 2000000000)', /it failed|memory/],
  ]
  test.each(hostile)('%s', async (_, expression, detail) => {
    const began = performance.now()
    expect(await failure(expression)).toMatch(detail)
    expect(performance.now() - began).toBeLessThan(8_000)
    expect(await made('payload.invoice')).toBe('in_42')
  })

  test('a body may have so many bytes and no more, however small its expression', async () => {
    expect(await failure('$pad("x", 101)', 100)).toMatch(/too large/)
    expect(await failure('($f := function($a, $n) {$n = 0 ? $a : $f({"a": $a, "b": $a}, $n - 1)}; $f(1, 60))')).toMatch(
      /too large/,
    )
    expect((await transform('$pad("x", 98)', 100)).kind).toBe('made')
  })
})

test("a tenant's runaway expressions take no turn of another's", async () => {
  const loop = '($f := function($n) {$f($n + 1)}; $f(1))'
  await Promise.all(['one', 'other'].map((tenantId) => transform('1', 1_000, tenantId))) // Both processes have started.
  const running = Array.from({ length: 3 }, () => transform(loop, 1_000, 'hostile'))
  const began = performance.now()
  for (let i = 0; i < 20; i++) expect((await transform('1', 1_000, 'other')).kind).toBe('made')
  expect(performance.now() - began).toBeLessThan(900)
  expect((await Promise.all(running)).map(({ kind }) => kind)).not.toContain('made')
})

test('who gets no turn in time is told so, and that is no failure', async () => {
  const small = createTransformer({ onError, processes: 1, patienceMs: 100, maxWaiting: 1 })
  const loop = '($f := function($n) {$f($n + 1)}; $f(1))'
  const wanted = { tenantId: 't', expression: loop, document: '{}', maxBytes: 100 }
  const [first, second, third] = await Promise.all([wanted, wanted, wanted].map((one) => small.transform(one)))
  expect([first?.kind, second?.kind, third?.kind]).toEqual(['failed', 'busy', 'busy'])
  const [waiting] = await Promise.all([small.transform(wanted), small.close()])
  expect(waiting.kind).toBe('busy')
  expect((await small.transform(wanted)).kind).toBe('busy')
})

describe('an expression is refused where it is written badly', () => {
  test.each<[string, number, RegExp]>([
    ['payload.', 8, /end of expression/],
    ['{"a": }', 7, /}/],
    ['payload[0', 9, /before end/],
    ['"abc', 4, /quote/],
    ['$a + $eval("1")', 10, /\$eval/],
    ['$map(payload, $eval)', 19, /\$eval/],
    ['/(/', 3, /regular expression/],
  ])('%s', async (expression, position, detail) => {
    expect(await transformer.check('tenant', expression)).toEqual({
      kind: 'unsound',
      position,
      detail: expect.stringMatching(detail),
    })
  })

  test('one that is nested without end too, and a good one is not', async () => {
    expect(await transformer.check('tenant', `${'('.repeat(8_000)}1${')'.repeat(8_000)}`)).toMatchObject({
      kind: 'unsound',
    })
    expect(await transformer.check('tenant', 'payload.{"a": b}')).toEqual({ kind: 'sound' })
  })
})

test.skipIf(process.platform !== 'linux')(
  'a process that somebody else ends is replaced, and no expression fails of it',
  async () => {
    const seen: string[] = []
    const other = createTransformer({ processes: 1, onError: ({ message }) => void seen.push(message) })
    const wanted = { tenantId: 't', expression: '$sum([1..200000].($ * 2))', document: '{}', maxBytes: 100 }
    const before = sandboxes()
    expect((await other.transform({ ...wanted, expression: '1' })).kind).toBe('made')
    const running = other.transform(wanted)
    for (const pid of sandboxes()) if (!before.includes(pid)) process.kill(pid, 'SIGKILL')
    expect((await running).kind).toBe('made')
    expect(seen).toEqual(['a process for transforms went away'])
    await other.close()
  },
)

/** Ids of the processes that this one has started to evaluate in. */
function sandboxes(): number[] {
  return globSync('/proc/[0-9]*').flatMap((place) => {
    try {
      const parent = / (\d+) /.exec(readFileSync(`${place}/stat`, 'utf8').replace(/^.*\) ./s, ''))?.[1]
      const isOurs = Number(parent) === process.pid && readFileSync(`${place}/cmdline`, 'utf8').includes('child.ts')
      return isOurs ? [Number(place.split('/').at(-1))] : []
    } catch {
      return [] // It has ended meanwhile.
    }
  })
}
