import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, whoMay } from '../test/contract/ask.ts'
import { afresh, pathFor } from '../test/contract/makers.ts'
import { type ContractOperation, mediaOf, operations, streams } from '../test/contract/operations.ts'
import { type TestApi, testApi } from '../test/test-api.ts'

/** Whatever is put where a secret or a payload can be, by the name of the place. */
const planted = new Map<string, string>()
const plant = (place: string) => {
  const secret = `planted-${randomBytes(12).toString('hex')}`
  planted.set(`${place} ${planted.size}`, secret)
  return secret
}

let api: TestApi
beforeAll(async () => {
  api = await testApi({ resolve: async () => ['93.184.215.14'], env: { LOG_LEVEL: 'trace' } })
})
afterAll(() => api.close())

/** What an example's members are that nobody may read of in a log. */
const confidential = /^(password|currentPassword|token|refreshToken|code|secret)$/

/** The example, with a secret of its own in every place for one. */
function laced(example: object): object {
  const entries = Object.entries(afresh(example)).map(([name, value]): [string, unknown] => {
    if (name === 'payload') return [name, { card: plant('payload') }]
    if (name === 'headers') return [name, { 'x-token': plant('header') }]
    if (name === 'metadata') return [name, { note: plant('metadata') }]
    if (name === 'url') return [name, `http://127.0.0.1:8080/hook?token=${plant('url')}`]
    return [name, confidential.test(name) ? plant(name) : value]
  })
  return Object.fromEntries(entries)
}

async function asked(operation: ContractOperation): Promise<string> {
  const asker = whoMay(api, operation, api.tenant)
  const example = mediaOf(operation)?.example
  const body = typeof example === 'object' && example !== null ? { body: laced(example) } : {}
  const path = await pathFor(operation, api, api.tenant)
  const query = `q=${plant('query')}`
  const answers = [
    await ask(api, operation, { ...asker, path, ...body }),
    await ask(api, operation, { ...asker, path, ...body, query }),
    await ask(api, operation, { path, as: plant('credential') }),
    await ask(api, operation, { ...asker, path, raw: `{"payload": "${plant('malformed')}` }),
  ]
  return answers.map(({ text }) => text).join()
}

const secretsIn = (text: string) =>
  [...text.matchAll(/(?:g5[a-z]*_|whsec_|whsk_)[A-Za-z0-9+/=_-]{16,}|ey[\w-]+\.[\w-]+\.[\w-]+/g)].map(([one]) => one)

test('whatever is asked of whatever route, no secret, no payload and no credential is in the log', async () => {
  const walked = operations.filter((operation) => !streams(operation))
  const answers: string[] = []
  for (const operation of walked) answers.push(await asked(operation))
  for (const name of ['/v1/auth/login', '/v1/auth/refresh'])
    await api.call('POST', name, { as: null, body: { email: 'a@b.test', password: plant('password') } })
  const password = plant('password')
  await api.addUser(api.tenant.id, 'known@first.test', 'admin', password)
  const session = await api.call('POST', '/v1/auth/login', { as: null, body: { email: 'known@first.test', password } })
  answers.push(session.text)

  const log = api.lines.join('')
  expect(api.lines.length).toBeGreaterThan(walked.length * 3)
  expect(planted.size).toBeGreaterThan(walked.length)
  expect([...planted].filter(([, secret]) => log.includes(secret)).map(([place]) => place)).toEqual([])
  const shown = [...answers.flatMap(secretsIn), api.tenant.key, api.operatorKey]
  expect(shown.length).toBeGreaterThan(6)
  expect(shown.filter((secret) => log.includes(secret))).toEqual([])
})
