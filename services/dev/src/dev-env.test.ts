import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { devEnvFile, readDevEnv, secretsOf, writeDevEnv } from './dev-env.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'g5-dev-env-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

it('generates secrets once and keeps them, readable by their owner alone', () => {
  const first = secretsOf({}, {}, dataDir, false)
  writeDevEnv(dataDir, {}, first, {})
  expect(secretsOf({}, readDevEnv(dataDir), dataDir, true)).toEqual(first)
  expect(new Set(Object.values(first)).size).toBe(5)
  expect(statSync(devEnvFile(dataDir)).mode & 0o777).toBe(0o600)
})

it('lets the environment win, but keeps the key that encrypted what is stored', () => {
  const kept = { ...secretsOf({}, {}, dataDir, false) }
  const secrets = secretsOf({ SEED_API_KEY: 'mine', ENCRYPTION_KEY: 'lent' }, kept, dataDir, true)
  expect(secrets).toMatchObject({ SEED_API_KEY: 'mine', ENCRYPTION_KEY: 'lent', JWT_SECRET: kept.JWT_SECRET })
  writeDevEnv(dataDir, kept, secrets, {})
  expect(readDevEnv(dataDir)).toMatchObject({ SEED_API_KEY: 'mine', ENCRYPTION_KEY: kept.ENCRYPTION_KEY })
})

it('refuses a database whose key is gone instead of making a new key', () => {
  expect(() => secretsOf({}, {}, dataDir, true)).toThrow(/holds a database, but .*dev\.env with the key .* is gone/)
})

it('can be sourced by a shell, whatever the values hold', () => {
  const hard = `it's $HOME "quoted" \`id\` \\ # ;&`
  writeDevEnv(dataDir, {}, secretsOf({ SEED_ADMIN_PASSWORD: hard }, {}, dataDir, false), {
    G5_URL: 'http://127.0.0.1:3000',
  })
  const shell = (script: string) => execFileSync('sh', ['-c', script, 'sh', devEnvFile(dataDir)], { encoding: 'utf8' })
  expect(shell('. "$1"; printf %s "$SEED_ADMIN_PASSWORD"')).toBe(hard)
  expect(shell('. "$1"; printf %s "$G5_URL"')).toBe('http://127.0.0.1:3000')
  expect(readDevEnv(dataDir)['SEED_ADMIN_PASSWORD']).toBe(hard)
  expect(readFileSync(devEnvFile(dataDir), 'utf8')).not.toMatch(/^export /m)
})
