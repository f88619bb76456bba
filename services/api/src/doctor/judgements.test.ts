import { describe, expect, test } from 'vitest'
import { judgeBackups, judgeRetention } from './checks/backups.ts'
import { judgeSkew } from './checks/clock.ts'
import { judgePassword, judgeRotation } from './checks/credentials.ts'
import { judgeEgress } from './checks/egress.ts'
import { judgeEnvironment } from './checks/environment.ts'
import { judgeCsp, judgeHsts } from './checks/headers.ts'
import { judgeMigrations } from './checks/migrations.ts'
import { judgeConnections, judgeDurability, judgeTimeZone, judgeVersion } from './checks/postgres.ts'
import { judgeRateLimits } from './checks/rate-limits.ts'
import { judgeEviction, judgePersistence } from './checks/redis.ts'
import { judgeStandbys } from './checks/replicas.ts'
import { judgeSecret, judgeSharing } from './checks/secrets.ts'
import { judgeCollector } from './checks/telemetry.ts'
import { judgeArchive } from './checks/wal-archive.ts'
import { stateOf } from './redis-state.ts'
import type { Verdict } from './verdict.ts'

const hour = 3_600
const now = new Date('2026-06-30T12:00:00Z')

const secret = (facts: Partial<Parameters<typeof judgeSecret>[0]>) =>
  judgeSecret({ mode: 'production', isSet: true, isValid: true, refusedInProduction: false, ...facts })

const password = (mode: string, url: string) => judgePassword(mode, new URL(url))

const hsts = (mode: string, value: string | null, https = true) =>
  judgeHsts(mode, { url: '', https, status: 200, contentSecurityPolicy: null, strictTransportSecurity: value })

const durable = { fsync: 'on', fullPageWrites: 'on', synchronousCommit: 'on' }
const connections = (maxConnections: number, poolMax: number) =>
  judgeConnections({ maxConnections, reservedConnections: 3 }, poolMax)

const redis = { appendOnly: true, appended: true, evictionPolicy: 'noeviction' }

const rows: Record<string, [Verdict, Verdict['status']][]> = {
  environment: [
    [judgeEnvironment({ mode: 'production', invalid: [] }), 'green'],
    [judgeEnvironment({ mode: 'production', invalid: [{ variable: 'PORT', expected: 'must be a port' }] }), 'red'],
  ],
  secrets: [
    [secret({}), 'green'],
    [secret({ isValid: false, isSet: false }), 'red'],
    [secret({ isSet: false }), 'red'],
    [secret({ isSet: false, mode: 'development' }), 'yellow'],
    [secret({ refusedInProduction: true, mode: 'development' }), 'yellow'],
    [judgeSharing(['a', 'b', undefined, undefined]), 'green'],
    [judgeSharing(['a', 'b', 'a']), 'red'],
  ],
  credentials: [
    [password('production', 'postgres://g5:q7Lw2Nx9Rb4Vt6Yc@db/g5'), 'green'],
    [password('production', 'postgres://g5:postgres@db/g5'), 'red'],
    [password('development', 'postgres://g5:postgres@db/g5'), 'yellow'],
    [password('production', 'postgres://change%2Dme-owner:change%2Dme-owner@db/g5'), 'red'],
    [password('production', 'postgres://g5:q7Lw2Nx9@db/g5'), 'yellow'],
    [password('production', 'postgres://db/g5'), 'yellow'],
    [judgeRotation('2026-06-01', now), 'green'],
    [judgeRotation('2026-04-01', now), 'green'],
    [judgeRotation('2026-03-31', now), 'yellow'],
    [judgeRotation('2026-08-01', now), 'yellow'],
    [judgeRotation(undefined, now), 'yellow'],
  ],
  csp: [
    [judgeCsp("default-src 'none';frame-ancestors 'none'"), 'green'],
    [judgeCsp("default-src 'none'"), 'yellow'],
    [judgeCsp("default-src 'self' 'unsafe-inline'; frame-ancestors 'none'"), 'red'],
    [judgeCsp("default-src 'none'; script-src *; frame-ancestors 'none'"), 'red'],
    [judgeCsp("frame-ancestors 'none'"), 'red'],
    [judgeCsp(null), 'red'],
  ],
  hsts: [
    [hsts('production', 'max-age=31536000; includeSubDomains'), 'green'],
    [hsts('production', 'max-age=31536000', false), 'yellow'],
    [hsts('production', 'max-age=60'), 'red'],
    [hsts('production', 'includeSubDomains'), 'red'],
    [hsts('production', null), 'red'],
    [hsts('development', null), 'yellow'],
  ],
  telemetry: [
    [judgeCollector(undefined), 'green'],
    [judgeCollector({ status: 200 }), 'green'],
    [judgeCollector({ status: 401 }), 'yellow'],
    [judgeCollector({ failed: 'ECONNREFUSED' }), 'red'],
  ],
  'rate limits': [
    [judgeRateLimits('production', 6_000, 60), 'yellow'],
    [judgeRateLimits('production', 6_000, 10), 'green'],
    [judgeRateLimits('development', 6_000, 60), 'green'],
  ],
  backups: [
    [judgeBackups('production', undefined), 'yellow'],
    [judgeBackups('production', null), 'red'],
    [judgeBackups('production', null, 's3://backups'), 'red'],
    [judgeBackups('production', 25 * hour), 'green'],
    [judgeBackups('production', 25 * hour, 's3://backups'), 'green'],
    [judgeBackups('production', 30 * hour), 'yellow'],
    [judgeBackups('production', 60 * hour), 'red'],
    [judgeBackups('development', 60 * hour), 'yellow'],
    [judgeRetention(undefined), 'yellow'],
    [judgeRetention(6), 'yellow'],
    [judgeRetention(30), 'green'],
  ],
  'the WAL archive': [
    [judgeArchive({ isOn: true, archivedAge: 40, failedAge: null }), 'green'],
    [judgeArchive({ isOn: true, archivedAge: 40, failedAge: 3_600 }), 'green'],
    [judgeArchive({ isOn: true, archivedAge: 3_600, failedAge: 40 }), 'red'],
    [judgeArchive({ isOn: true, archivedAge: null, failedAge: 40 }), 'red'],
    [judgeArchive({ isOn: true, archivedAge: null, failedAge: null }), 'yellow'],
    [judgeArchive({ isOn: true, archivedAge: 16 * 60, failedAge: null }), 'yellow'],
    [judgeArchive({ isOn: false, archivedAge: null, failedAge: null }), 'yellow'],
  ],
  migrations: [
    [judgeMigrations([]), 'green'],
    [judgeMigrations(['0002_more']), 'red'],
  ],
  redis: [
    [judgePersistence([redis]), 'green'],
    [judgePersistence([{ ...redis, appendOnly: false }]), 'yellow'],
    [judgePersistence([{ ...redis, appended: false }]), 'red'],
    [judgePersistence([redis, { ...redis, appendOnly: false }]), 'yellow'],
    [judgeEviction([redis], true), 'green'],
    [judgeEviction([{ ...redis, evictionPolicy: 'allkeys-lru' }], true), 'red'],
    [judgeEviction([redis, { ...redis, evictionPolicy: 'allkeys-lru' }], true), 'red'],
    [judgeEviction([{ ...redis, evictionPolicy: 'allkeys-lru' }], false), 'yellow'],
    [judgeEviction([stateOf('')], true), 'red'],
  ],
  replicas: [
    [judgeStandbys([{ name: 'a', behindBytes: 4_096 }]), 'green'],
    [
      judgeStandbys([
        { name: 'a', behindBytes: 0 },
        { name: 'b', behindBytes: 2 ** 30 },
      ]),
      'yellow',
    ],
    [
      judgeStandbys([
        { name: 'a', behindBytes: 0 },
        { name: 'b', behindBytes: undefined },
      ]),
      'red',
    ],
  ],
  postgres: [
    [judgeVersion({ version: 15 }), 'green'],
    [judgeVersion({ version: 14 }), 'red'],
    [judgeDurability(durable), 'green'],
    [judgeDurability({ ...durable, synchronousCommit: 'remote_apply' }), 'green'],
    [judgeDurability({ ...durable, synchronousCommit: 'off' }), 'red'],
    [judgeDurability({ ...durable, fsync: 'off' }), 'red'],
    [judgeDurability({ ...durable, fullPageWrites: 'off' }), 'red'],
    [connections(100, 10), 'green'],
    [connections(50, 10), 'yellow'],
    [connections(100, 60), 'red'],
    [judgeTimeZone({ timeZone: 'UTC' }), 'green'],
    [judgeTimeZone({ timeZone: 'Europe/Berlin' }), 'red'],
  ],
  clock: [
    [judgeSkew({ aheadMs: -900, uncertainMs: 0 }), 'green'],
    [judgeSkew({ aheadMs: 1_400, uncertainMs: 500 }), 'green'],
    [judgeSkew({ aheadMs: -2_000, uncertainMs: 10 }), 'yellow'],
    [judgeSkew({ aheadMs: 31_000, uncertainMs: 10 }), 'red'],
  ],
  egress: [
    [judgeEgress('production', []), 'green'],
    [judgeEgress('development', ['127.0.0.0/8']), 'green'],
    [judgeEgress('production', ['10.1.0.0/16']), 'yellow'],
    [judgeEgress('production', ['127.0.0.1']), 'red'],
    [judgeEgress('production', ['169.254.0.0/16']), 'red'],
    [judgeEgress('production', ['::/0']), 'red'],
  ],
}

describe.each(Object.entries(rows))('the row of %s', (_, cases) => {
  test.each(cases)('%j is %s', (verdict, status) => {
    expect(verdict.status).toBe(status)
  })

  test('says what to do wherever it is not green', () => {
    for (const [{ status, todo }] of cases) expect(todo === undefined).toBe(status === 'green')
  })
})
