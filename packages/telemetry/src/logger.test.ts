import { setTimeout as later } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { enrichContext, withContext } from './context.ts'
import { createLogger } from './logger.ts'

function logged() {
  const lines: string[] = []
  const log = createLogger({ service: 'api', level: 'debug', destination: { write: (line) => void lines.push(line) } })
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line)) }
}

test('a line is one JSON object with a word for its level and a time in UTC', () => {
  const { log, lines, parsed } = logged()
  log.warn({ port: 3000 }, 'listens\nhere')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).not.toContain('\n')
  expect(parsed()[0]).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    service: 'api',
    pid: process.pid,
    port: 3000,
    msg: 'listens\nhere',
  })
})

test('every line within a context carries its fields, also what became known later, and no other context does', async () => {
  const { log, parsed } = logged()
  const handle = (requestId: string, tenantId: string) =>
    withContext({ requestId, traceId: `trace-${requestId}` }, async () => {
      log.info('begins')
      await later(1)
      enrichContext({ tenantId })
      await withContext({ deliveryId: 'dlv' }, async () => log.child({ part: 'inner' }).info('within'))
      log.info({ port: 1 }, 'ends')
    })
  await Promise.all([handle('a', 'ten_a'), handle('b', 'ten_b')])
  log.info('outside')

  const of = (requestId?: string) => parsed().filter((line) => line.requestId === requestId)
  expect(of('a')).toMatchObject([
    { msg: 'begins', traceId: 'trace-a' },
    { msg: 'within', tenantId: 'ten_a', deliveryId: 'dlv', part: 'inner' },
    { msg: 'ends', tenantId: 'ten_a', port: 1 },
  ])
  expect(of('b').map((line) => line.tenantId)).toEqual([undefined, 'ten_b', 'ten_b'])
  expect(of('a')[2]).not.toHaveProperty('deliveryId')
  expect(of()).toMatchObject([{ msg: 'outside' }])
})

test("a line's own fields do not stay in the context", () => {
  const { log, parsed } = logged()
  withContext({ requestId: 'a' }, () => {
    log.info({ status: 200 }, 'one')
    log.info('two')
  })
  expect(parsed()[1]).not.toHaveProperty('status')
})

const sensitive = {
  authorization: 'Bearer hush',
  cookie: 'session=hush',
  'set-cookie': ['hush'],
  password: 'hush',
  currentPassword: 'hush',
  secret: 'whsec_hush',
  secrets: [{ sealed: 'hush' }],
  refreshToken: 'hush',
  'x-api-key': 'hush',
  JWT_SECRET: 'hush',
  ENCRYPTION_KEY: 'hush',
  payload: { deep: 'hush' },
  rawBody: Buffer.from('hush'),
  body: 'hush',
  headers: { 'x-custom': 'hush' },
  parameters: ['hush'],
  databaseUrl: 'postgres://g5:hush@db/g5',
}

test.each(Object.entries(sensitive))('%s is never logged, wherever it stands', (name, value) => {
  const { log, lines } = logged()
  log.info({ [name]: value }, 'first')
  log.info({ a: { b: { c: [{ d: { [name]: value } }] } } }, 'deep')
  log.child({ [name]: value }).info('bound')
  withContext({ [name]: value }, () => log.info('context'))
  expect(lines).toHaveLength(4)
  const text = lines.join('')
  expect(text).not.toContain('hush')
  expect(text).not.toContain(Buffer.from('hush').join())
})

test('what only sounds alike is logged', () => {
  const { log, parsed } = logged()
  const fields = { secretHint: '…9f', payloadBytes: 512, tokens: 5, apiKeyId: 'key_1', url: 'https://example.com/a@b' }
  log.info(fields, 'fine')
  expect(parsed()[0]).toMatchObject(fields)
})

test('an object that holds itself does not stop the log', () => {
  const { log, parsed } = logged()
  const loop: Record<string, unknown> = { name: 'loop' }
  loop['again'] = loop
  log.info({ loop }, 'round')
  expect(parsed()[0]).toMatchObject({ msg: 'round', loop: { name: 'loop' } })
})

class QueryFailure extends Error {
  query = 'insert into events values ($1)'
  params = ['hush']
  constructor(cause: Error) {
    super('Failed query: insert into events values ($1)\nparams: hush', { cause })
  }
}

test("an error keeps its kind, stack, code and causes, and none of a query's parameters", () => {
  const { log, lines, parsed } = logged()
  const refused = Object.assign(new Error('duplicate key value violates unique constraint "events_uid"'), {
    code: '23505',
    constraint_name: 'events_uid',
    table_name: 'events',
    detail: 'Key (uid)=(hush) already exists.',
    where: 'unnamed portal parameter $1 = hush',
    parameters: ['hush'],
    args: ['hush'],
  })
  const failure = new QueryFailure(refused)
  log.error({ err: failure }, 'with a message')
  log.error({ err: failure })
  log.error(failure)
  log.error({ nested: { reason: new AggregateError([failure], 'many') } }, 'elsewhere')

  expect(lines.join('')).not.toContain('hush')
  const [first, second, third, fourth] = parsed()
  expect(first).toMatchObject({
    msg: 'with a message',
    err: {
      type: 'Error',
      message: 'Failed query: insert into events values ($1)',
      stack: expect.stringContaining('logger.test.ts'),
      cause: { code: '23505', constraint: 'events_uid', table: 'events', stack: expect.any(String) },
    },
  })
  expect([second.msg, third.msg]).toEqual([first.err.message, first.err.message])
  expect(third.err).toEqual(first.err)
  expect(fourth.nested.reason.errors[0].cause.code).toBe('23505')
})
