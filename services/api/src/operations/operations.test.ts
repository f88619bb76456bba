import { userAgent } from '@g5/core'
import { type LeverWatch, watchLevers } from '@g5/db'
import { createLogger, followLevel } from '@g5/telemetry'
import { elapse, until } from '@g5/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi({ env: { EGRESS_PUBLIC_CIDRS: '192.0.2.0/28,2001:db8::/48' } })
})
afterAll(() => api.close())

const path = '/v1/log-level'
const put = (body: object) => api.call('PUT', path, { as: api.operatorKey, body })

test('every pod follows the log level that is set, until its time is over', async () => {
  const log = createLogger({ service: 'pod', level: 'warn', destination: { write() {} } })
  const follow = followLevel(log)
  const watch: LeverWatch = await watchLevers(api.db.sql, {
    everyMs: 20,
    onRead: ({ logLevel }) => follow(logLevel),
    onError: (error) => expect.unreachable(String(error)),
  })
  try {
    expect((await api.call('GET', path, { as: api.operatorKey })).body).toEqual({ level: null, until: null })
    const end = new Date(Date.now() + 600_000).toISOString()
    expect(await put({ level: 'debug', until: end })).toMatchObject({
      status: 200,
      body: { level: 'debug', until: end },
    })
    await until(() => log.level === 'debug', { what: 'the pod to follow' })
    await elapse(api.db.sql, 601)
    await until(() => log.level === 'warn', { what: 'its own level to hold again' })
    expect((await api.call('GET', path, { as: api.operatorKey })).body).toEqual({ level: null, until: null })

    await put({ level: 'error' })
    await until(() => log.level === 'error', { what: 'the pod to follow' })
    expect((await put({ level: null })).body).toEqual({ level: null, until: null })
    await until(() => log.level === 'warn', { what: 'its own level to hold again' })
  } finally {
    watch.stop()
  }
})

test('whoever sets the log level is named in the log', async () => {
  await put({ level: 'info' })
  const log = await api.call<{ data: object[] }>('GET', '/v1/audit-logs?target=log-level&limit=1', {
    as: api.operatorKey,
  })
  expect(log.body.data).toMatchObject([
    { action: 'log_level.set', actor: { kind: 'operator' }, changes: { level: 'info', until: null } },
  ])
})

test.each([
  ['an unknown level', { level: 'loud' }],
  ['none', {}],
  ['an end without a level', { level: null, until: '2999-01-01T00:00:00Z' }],
  ['an end that has passed', { level: 'info', until: '2020-01-01T00:00:00Z' }],
])('%s is refused', async (_what, body) => {
  expect((await put(body)).status).toBe(422)
})

test('a tenant has no say in the log level', async () => {
  expect((await api.refused('GET', path)).status).toBe(403)
  expect((await api.refused('PUT', path, { body: { level: 'debug' } })).status).toBe(403)
})

test('whoever has a credential is told where webhooks come from', async () => {
  const told = await api.call('GET', '/v1/egress')
  expect(told.body).toEqual({ cidrs: ['192.0.2.0/28', '2001:db8::/48'], userAgent })
})
