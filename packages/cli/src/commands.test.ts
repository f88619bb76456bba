import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { behaviours, until } from '@g5/testing'
import { type Deployment, startDeployment } from '@g5/testing/deployment'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Packed, pack } from '../test/g5.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const password = 'correct horse battery staple'
let deployment: Deployment
let packed: Packed
let as: { tenant: Record<string, string>; operator: Record<string, string> }
beforeAll(async () => {
  deployment = await startDeployment({ env: { SEED_ADMIN_PASSWORD: password } })
  packed = await pack({ G5_URL: deployment.url })
  as = { tenant: { G5_API_KEY: deployment.key }, operator: { G5_API_KEY: deployment.operatorKey } }
})
afterAll(async () => {
  await deployment?.stop()
  packed?.remove()
})

const g5 = (args: readonly string[], input?: string, env = as.tenant) =>
  packed.g5(args, { env, ...(input !== undefined && { input }) })

async function json<T = Record<string, unknown>>(args: readonly string[], env = as.tenant): Promise<T> {
  const { stdout, stderr, code } = await packed.g5([...args, '--json'], { env })
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
  return JSON.parse(stdout)
}

async function deadLetter(type: string): Promise<{ endpoint: string; event: string; id: string }> {
  deployment.receiver.behave(`/${type}`, behaviours.fails())
  const endpoint = await deployment.endpoint(`/${type}`, { eventTypes: [type], retrySchedule: [0] })
  const event = await deployment.post(type, { secretPayload: type })
  const id = await until(
    async () => (await json<{ data: { id: string }[] }>(['dlq', 'list', '--type', type])).data[0]?.id,
    { what: 'a dead letter' },
  )
  return { endpoint, event, id }
}

/** What differs from run to run, at the same width. */
function steady(text: string): string {
  return text
    .replaceAll(/\b(evt|dlv|ep|ten|key|usr)_[0-9a-z]{26}/g, (_, kind) => `${kind}_${'0'.repeat(26)}`)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:]{8}(\.\d{3})?/g, (_, ms) => `2026-01-31T12:00:00${ms ? '.000' : ''}`)
    .replaceAll(/--cursor \S+/g, '--cursor …')
    .replaceAll(/127\.0\.0\.1:\d{4,5}/g, '127.0.0.1:55555')
    .replaceAll(/\r/g, '')
}

test('a login is kept for its owner alone, renewed by itself, and is another’s no more after logout', async () => {
  const signed = await packed.g5(['login', '--email', 'admin@demo.test', '--password', '-'], { input: `${password}\n` })
  expect(signed).toMatchObject({ code: 0, stderr: '' })
  expect(statSync(packed.profiles).mode & 0o777).toBe(0o600)
  expect(statSync(join(packed.profiles, '..')).mode & 0o777).toBe(0o700)
  expect(await json(['whoami'], {})).toMatchObject({ kind: 'user', from: 'profile default' })
  // An access token that is no good any more, for two commands at once: the refresh token is good once.
  const kept = JSON.parse(readFileSync(packed.profiles, 'utf8'))
  kept.profiles.default.accessToken = `${kept.profiles.default.accessToken.slice(0, -4)}AAAA`
  writeFileSync(packed.profiles, JSON.stringify(kept))
  const both = await Promise.all([packed.g5(['whoami', '-q']), packed.g5(['events', 'list'])])
  expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, 'There is none.\n'],
  ])
  expect(readFileSync(packed.profiles, 'utf8')).not.toContain(kept.profiles.default.refreshToken)
  expect(statSync(packed.profiles).mode & 0o777).toBe(0o600)
  const listed = await packed.g5(['profiles', 'list', '--json'])
  expect(listed.stdout).not.toMatch(/[Tt]oken|eyJ/)
  const elsewhere = await packed.g5(['whoami', '--url', 'http://127.0.0.1:9'], { env: { G5_URL: '' } })
  expect(elsewhere).toMatchObject({ code: 4, stderr: expect.stringContaining('You are nobody') })
  expect(await packed.g5(['logout'])).toMatchObject({ code: 0 })
  expect(await packed.g5(['whoami'])).toMatchObject({ code: 4 })
})

test('on a terminal login asks, and shows nothing of a password', async () => {
  const asking = packed.terminal(['login', '--profile', 'typed'])
  await asking.wrote('E-mail')
  asking.type('admin@demo.test\r')
  await asking.wrote('Password: ')
  asking.type(`${password}\r`)
  expect(await asking.ended).toMatchObject({ code: 0 })
  expect(asking.written()).not.toContain(password)
  expect(await packed.g5(['logout', '--profile', 'typed'])).toMatchObject({ code: 0 })
})

test('a key comes from stdin, is used by its profile, and secrets are not taken as arguments', async () => {
  expect(
    await packed.g5(['login', '--key', '-', '--profile', 'keyed'], { input: `${deployment.key}\n` }),
  ).toMatchObject({ code: 0 })
  expect(await json(['whoami', '--profile', 'keyed'], {})).toMatchObject({ kind: 'api_key' })
  const listed = await packed.g5(['profiles', 'list'])
  expect(listed.stdout).not.toContain(deployment.key)
  const argument = await packed.g5(['login', '--key', deployment.key])
  expect(argument).toMatchObject({ code: 2 })
  expect(argument.stderr).not.toContain(deployment.key)
  expect(await packed.g5(['logout', '--profile', 'keyed'])).toMatchObject({ code: 0 })
})

test.each<[code: number, what: string, args: string[], env?: Record<string, string>]>([
  [0, 'done', ['whoami']],
  [1, 'failed: a test that an endpoint refuses', ['endpoints', 'test', 'refuser']],
  [2, 'usage: a command that is none', ['evnts']],
  [2, 'usage: an option that is none', ['events', 'list', '--typ', 'a']],
  [2, 'usage: a word that is none of the choices', ['deliveries', 'list', '--status', 'lost']],
  [2, 'usage: an argument is missing', ['events', 'get']],
  [2, 'usage: a group without a command', ['events']],
  [3, 'not found', ['events', 'get', 'evt_01k71a8700e008000000000001']],
  [3, 'no such profile', ['whoami', '--profile', 'nowhere']],
  [4, 'refused: no credential', ['whoami'], { G5_API_KEY: '' }],
  [4, 'refused: a bad credential', ['whoami'], { G5_API_KEY: 'g5k_wrong' }],
  [4, 'refused: lacks the scope', ['queues', 'list']],
  [4, 'refused: what is sent makes no sense', ['endpoints', 'create', 'no-url']],
  [5, 'unreachable', ['api', 'GET', '/v1/me', '--url', 'http://127.0.0.1:9']],
])('exit code %i: %s', async (code, what, args, env = {}) => {
  if (what.startsWith('failed')) {
    deployment.receiver.behave('/refuser', behaviours.fails())
    await deployment.endpoint('/refuser', { uid: 'refuser', eventTypes: ['never.sent'] })
  }
  const ran = await packed.g5(args, { env: { ...as.tenant, ...env } })
  expect(ran.code, ran.stderr).toBe(code)
  if (code > 1) expect(ran).toMatchObject({ stdout: '', stderr: expect.stringMatching(/\S/) })
  expect(ran.stderr).not.toMatch(/^\s+at /m)
})

test('a misspelt command is answered with the one that was meant, and a failure with what to do', async () => {
  expect((await g5(['evnts'])).stderr).toContain('Did you mean events?')
  expect((await g5(['dlq', 'repaly'])).stderr).toContain('Did you mean replay?')
  expect((await g5(['whoami'], undefined, { G5_API_KEY: 'g5k_wrong' })).stderr).toContain('g5 login')
  const failed = await g5(['events', 'get', 'evt_01k71a8700e008000000000001', '--json'])
  expect(JSON.parse(failed.stderr)).toMatchObject({
    error: { code: 'not_found', requestId: expect.any(String) },
    exit: 3,
  })
})

test('status tells health, backlog, dead letters and circuits, and its exit code what a script needs', async () => {
  const { health, present, status } = await json(['status'])
  expect({ health, present, status }).toMatchObject({
    status: 'ok',
    health: { postgres: { status: 'up' } },
    present: { deadLetters: { count: expect.any(Number) } },
  })
  expect(await g5(['status', '-q'])).toMatchObject({ code: 0, stdout: 'ok\n' })
})

test('trigger makes a payload that the schema of its type takes, or sends what it is told, byte for byte', async () => {
  const folder = join(packed.scratch, 'schemas')
  mkdirSync(folder)
  const schema = {
    type: 'object',
    required: ['invoice', 'amount', 'at'],
    properties: {
      invoice: { type: 'string', minLength: 10 },
      amount: { type: 'integer', minimum: 100, multipleOf: 7 },
      at: { type: 'string', format: 'date-time' },
    },
    additionalProperties: false,
  }
  writeFileSync(join(folder, 'made.up.json'), JSON.stringify(schema))
  const dry = await g5(['event-types', 'push', folder, '--dry-run'])
  expect(dry).toMatchObject({ code: 0, stdout: '+ made.up\n1 new, 0 changed, 0 as they are.\n' })
  expect(await g5(['event-types', 'push', folder])).toMatchObject({ code: 2 })
  expect(await json(['event-types', 'push', folder, '--yes'])).toMatchObject({ created: ['made.up'], dryRun: false })
  writeFileSync(join(folder, 'made.up.json'), JSON.stringify({ ...schema, required: ['invoice'] }))
  const changed = await g5(['event-types', 'push', folder, '--dry-run'])
  expect(changed.stdout).toContain('~ made.up\n    ~ /required ["invoice","amount","at"] → ["invoice"]\n')
  const { id } = await json<{ id: string }>(['trigger', 'made.up'])
  const { payload } = await json(['events', 'get', id])
  const { body } = await deployment.call('POST', '/v1/event-types/made.up/validate', { payload })
  expect(body).toMatchObject({ valid: true })
  const paired = await json<{ id: string }>(['trigger', 'made.up', 'amount=700', 'customer.name=Ada'])
  expect(await json(['events', 'get', paired.id])).toMatchObject({
    payload: { amount: 700, customer: { name: 'Ada' } },
  })
  await deployment.endpoint('/bytes', { eventTypes: ['byte.sent'] })
  const text = '{ "amount": 1.10 }'
  expect(await g5(['trigger', 'byte.sent', '--payload', '-'], text)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 delivery'),
  })
  const [got] = (await deployment.receiver.received(({ path }) => path === '/bytes')).filter(
    ({ path }) => path === '/bytes',
  )
  expect(got?.body.toString()).toBe(text)
})

test('event types are pushed from the webhooks of an OpenAPI document, which may be YAML', async () => {
  const file = join(packed.scratch, 'openapi.yaml')
  const webhook = [
    '  from.openapi:',
    '    post:',
    '      requestBody:',
    '        content:',
    '          application/json:',
    '            schema: { type: object }',
  ]
  writeFileSync(file, ['openapi: 3.1.0', 'info: { title: t, version: "1" }', 'webhooks:', ...webhook, ''].join('\n'))
  expect(await json(['event-types', 'push', file, '--yes'])).toMatchObject({ created: ['from.openapi'] })
  expect(await json(['event-types', 'get', 'from.openapi'])).toMatchObject({ schema: { type: 'object' } })
  expect((await g5(['event-types', 'push', file])).stderr).toContain('1 as they are')
})

test.each([80, 160])('on a terminal of %i columns nothing is wider, and ids are whole', async (columns) => {
  const type = `snapshot.taken.with.a.rather.long.name.for.the.width.of.${columns}`
  const { id } = await deadLetter(type)
  await deployment.sql`update attempts set duration_ms = 9` // A column is as wide as what is in it.
  const shown: string[] = []
  for (const args of [
    ['dlq', 'list', '--type', type],
    ['deliveries', 'get', id],
    ['events', 'list', '--type', type],
    ['endpoints', 'list', '--limit', '1'],
  ]) {
    const { stdout } = await packed.terminal(args, { columns, env: { ...as.tenant, NO_COLOR: '1' } }).ended
    shown.push(`$ g5 ${args.slice(0, 2).join(' ')}\n${steady(stdout)}`)
  }
  const whole = shown.join('\n')
  for (const line of whole.split('\n'))
    if (!line.startsWith('There are more')) expect(line.length, line).toBeLessThanOrEqual(columns)
  expect(whole).toContain('dlv_00000000000000000000000000')
  expect(whole).toMatchSnapshot()
})

test('colours are for terminals, and never against NO_COLOR', async () => {
  const colour = '\u001b['
  const env = as.tenant
  expect((await packed.terminal(['status'], { env }).ended).stdout).toContain(colour)
  expect((await packed.terminal(['status'], { env: { ...env, NO_COLOR: '1' } }).ended).stdout).not.toContain(colour)
  expect((await packed.terminal(['status', '--no-color'], { env }).ended).stdout).not.toContain(colour)
  expect((await packed.g5(['status'], { env })).stdout).not.toContain(colour)
})

test('secrets are masked unless asked for', async () => {
  const endpoint = await deployment.endpoint('/secretive', { eventTypes: ['never.sent'] })
  const { body } = await deployment.call<{ secret: string }>('GET', `/v1/webhooks/endpoints/${endpoint}/secret`)
  for (const args of [
    ['endpoints', 'secret', endpoint],
    ['endpoints', 'secret', endpoint, '--json'],
    ['endpoints', 'get', endpoint],
  ])
    expect((await g5(args)).stdout).not.toContain(body.secret)
  expect((await g5(['endpoints', 'secret', endpoint, '--reveal', '-q'])).stdout).toBe(`${body.secret}\n`)
  const made = await json<{ id: string; secret: string }>(['keys', 'create', 'ci', '--scope', 'read'])
  expect((await g5(['keys', 'list'])).stdout).not.toContain(made.secret)
  expect(await packed.g5(['whoami', '-q'], { env: { G5_API_KEY: made.secret } })).toMatchObject({
    code: 0,
    stdout: 'ci\n',
  })
  expect(await g5(['keys', 'revoke', made.id, '--yes'])).toMatchObject({ code: 0 })
})

test('what one sees can be explained, sent again and cancelled', async () => {
  const { id, event, endpoint } = await deadLetter('explained.once')
  expect((await g5(['explain', event, endpoint])).stdout).toContain('It went there.')
  const other = await deployment.endpoint('/other', { eventTypes: ['other.type'] })
  const told = await g5(['explain', event, other])
  expect(told.stdout).toMatch(/does not want it[\s\S]*eventTypes\s+no/)
  deployment.receiver.behave('/explained.once', behaviours.ok())
  expect(await g5(['dlq', 'replay', id])).toMatchObject({ code: 0 })
  await deployment.settled()
  const again = await g5(['dlq', 'replay', id])
  expect(again).toMatchObject({ code: 4, stderr: expect.stringContaining(`deliveries get`) })
  expect(await g5(['deliveries', 'retry', id])).toMatchObject({ code: 0 })
  await deployment.settled()
  expect(await g5(['deliveries', 'cancel', id])).toMatchObject({ code: 4 })
})

test('a webhook as it came is to be believed; one that a framework wrote anew is not, and verify says so', async () => {
  const endpoint = await deployment.endpoint('/verified', { eventTypes: ['verified.once'] })
  const secret = (await g5(['endpoints', 'secret', endpoint, '--reveal', '-q'])).stdout
  await g5(['trigger', 'verified.once', '--payload', '{"amount": 1}'])
  const came = (await deployment.receiver.received(({ path }) => path === '/verified')).find(
    ({ path }) => path === '/verified',
  )
  const file = (name: string, text: string) => {
    writeFileSync(join(packed.scratch, name), text)
    return `@${join(packed.scratch, name)}`
  }
  const headers = ['--headers', file('headers.json', JSON.stringify(came?.headers))]
  const verify = (body: string, input = secret) =>
    packed.g5(['verify', '--secret', '-', ...headers, '--body', file('body', body)], { input })
  expect(await verify(String(came?.body))).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('It is to be believed.'),
  })
  expect(await verify('{"amount":1}')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/FAIL {2}body .*written anew[\s\S]*express\.raw/),
  })
  const wrong = await verify(String(came?.body), secret.slice(6))
  expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('FAIL  secret') })
  expect(wrong.stdout + wrong.stderr).not.toContain(secret.slice(6).trim())
})

test('operators see queues, hold and release, and make tenants and users', async () => {
  const run = (...args: string[]) => json<{ id: string; data: { name: string; paused: boolean }[] }>(args, as.operator)
  const [queue] = (await run('queues', 'list')).data
  expect((await run('queues', 'pause', queue?.name ?? '')).id).toBeUndefined()
  expect((await run('queues', 'list')).data[0]).toMatchObject({ paused: true })
  await run('queues', 'resume', queue?.name ?? '')
  const hold = await run('holds', 'create', 'INC-1', '--host', 'hooks.example.com', '--until', '2h')
  expect((await run('holds', 'list')).data).toMatchObject([{ id: hold.id }])
  expect(await g5(['holds', 'delete', hold.id], undefined, as.operator)).toMatchObject({ code: 0 })
  await run('tenants', 'create', 'acme', '--name', 'Acme')
  expect(await run('tenants', 'suspend', 'acme')).toMatchObject({ status: 'suspended' })
  expect(await run('users', 'invite', 'ada@example.com', '--role', 'viewer', '--tenant', 'acme')).toMatchObject({
    inviteUrl: expect.stringContaining('http'),
  })
  expect(await run('circuits', 'list')).toMatchObject({ data: expect.any(Array) })
})

test('a list goes over pages up to its limit, and --quiet prints ids', async () => {
  const events = Array.from({ length: 300 }, (_, n) => ({ type: 'paged.one', payload: { n } }))
  await deployment.call('POST', '/v1/events/batch', { events })
  const { stdout, stderr } = await g5(['events', 'list', '--type', 'paged.one', '--limit', '280', '-q'])
  expect(new Set(stdout.trim().split('\n')).size).toBe(280)
  expect(stderr).toBe('')
  const { data, nextCursor } = await json<{ data: unknown[]; nextCursor: string }>([
    'events',
    'list',
    '--type',
    'paged.one',
    '--limit',
    '260',
  ])
  expect(data).toHaveLength(260)
  expect(
    (
      await json<{ data: unknown[] }>([
        'events',
        'list',
        '--type',
        'paged.one',
        '--cursor',
        nextCursor,
        '--limit',
        '100',
      ])
    ).data,
  ).toHaveLength(40)
})

test('api makes any request, and sends the credential to no other host', async () => {
  expect(await json(['api', 'get', '/v1/me'])).toMatchObject({ kind: 'api_key' })
  expect(await g5(['api', 'POST', '/v1/events', '--body', '-'], '{"type":"api.sent","payload":1}')).toMatchObject({
    code: 0,
  })
  expect(await g5(['api', 'GET', '/v1/nothing'])).toMatchObject({ code: 3 })
  for (const path of ['//example.com/', 'http://example.com/', '@example.com/'])
    expect(await g5(['api', 'GET', path])).toMatchObject({ code: 2 })
})
