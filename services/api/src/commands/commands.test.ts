import { spawnSync } from 'node:child_process'
import { connect, type Sql } from '@g5/db'
import { type FreshDatabase, freshDatabase, spawnService } from '@g5/testing'
import { afterEach, describe, expect, test } from 'vitest'

const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

async function database(options: { empty?: boolean } = {}): Promise<FreshDatabase & { sql: Sql }> {
  const fresh = await freshDatabase(options)
  const db = connect(fresh.url, { max: 1, name: 'test' })
  open.push(fresh, db)
  return { ...fresh, sql: db.sql }
}

/** Runs a command to its end; what it said, line by line. */
async function run(command: string, env: Record<string, string> = {}) {
  const { lines, exited } = spawnService(`services/api/src/commands/${command}.ts`, env)
  const { code } = await exited
  return { code, said: lines.map((line) => line['text']).join('\n') }
}

describe('migrations', () => {
  test('are missed by the check, applied once by two that run at once, and then not missed', async () => {
    const { url } = await database({ empty: true })
    const env = { DATABASE_URL: url }
    const before = await run('migrate-check', env)
    expect([before.code, before.said]).toEqual([1, expect.stringContaining('0000_first')])
    const both = await Promise.all([run('migrate-run', env), run('migrate-run', env)])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.filter(({ said }) => said.startsWith('Applied'))).toHaveLength(1)
    expect((await run('migrate-check', env)).code).toBe(0)
  })

  test('can not be run nowhere: the variable is named', async () => {
    for (const command of ['migrate-run', 'migrate-check', 'seed']) {
      const { code, said } = await run(command)
      expect([command, code]).toEqual([command, 1])
      expect(said).toContain('DATABASE_URL is not set')
    }
  })

  test('that can not be reached are an error of one line', async () => {
    const { code, said } = await run('migrate-run', { DATABASE_URL: 'postgres://127.0.0.1:1/none' })
    expect(code).toBe(1)
    expect(said).toMatch(/ECONNREFUSED/)
    expect(said.split('\n')).toHaveLength(1)
  })

  test.each([
    ...['migrate-run', 'migrate-check', 'migrate-generate', 'seed'],
    ...['backup', 'restore', 'restore-drill'],
    ...['doctor', 'rotate-keys', 'dlq-report', 'slo-report'],
  ])('%s explains itself', (command) => {
    const file = `${import.meta.dirname}/${command}.ts`
    const { status, stdout } = spawnSync(process.execPath, ['--conditions=source', file, '--help'], {
      encoding: 'utf8',
    })
    expect([status, stdout.length > 50]).toEqual([0, true])
  })
})

describe('the seed', () => {
  const wanted = { SEED_ADMIN_PASSWORD: 'a password for admin', SEED_API_KEY: 'g5k_a-key-for-this-test-alone' }
  const counts = (sql: Sql) => sql`
    select (select count(*) from tenants where slug = 'demo')::int as tenants,
           (select count(*) from users)::int as users, (select count(*) from api_keys)::int as keys,
           (select count(*) from audit_log where actor_kind = 'system')::int as audits`

  test('makes a tenant, its admin and a key, each with its audit row, and again makes nothing', async () => {
    const { url, sql } = await database()
    const env = { DATABASE_URL: url, ...wanted }
    const first = await run('seed', env)
    expect(first.code).toBe(0)
    expect(first.said).not.toMatch(/a password for admin|g5k_a-key/)
    const made = [{ tenants: 1, users: 1, keys: 1, audits: 3 }]
    expect(await counts(sql)).toEqual(made)
    expect((await run('seed', env)).code).toBe(0)
    expect(await counts(sql)).toEqual(made)
  })

  test('takes a new password and another key, and leaves what is there', async () => {
    const { url, sql } = await database()
    await run('seed', { DATABASE_URL: url, ...wanted })
    const [before] = await sql`select password_hash from users`
    await run('seed', {
      DATABASE_URL: url,
      SEED_ADMIN_PASSWORD: 'another password',
      SEED_API_KEY: `${wanted.SEED_API_KEY}-2`,
    })
    const [after] = await sql`select password_hash from users`
    expect(after?.['password_hash']).not.toBe(before?.['password_hash'])
    expect(await counts(sql)).toEqual([{ tenants: 1, users: 1, keys: 2, audits: 5 }])
  })

  test('generates what it is not given, and prints it this once', async () => {
    const { url, sql } = await database()
    const first = await run('seed', { DATABASE_URL: url })
    expect(first.said).toMatch(/password \S{20}\b/)
    expect(first.said).toMatch(/g5k_\w{43}/)
    const again = await run('seed', { DATABASE_URL: url })
    expect(again.said).toBe('All of it is there already.')
    expect(await counts(sql)).toEqual([{ tenants: 1, users: 1, keys: 1, audits: 3 }])
  })

  test('of a database without migrations says what to do', async () => {
    const { url } = await database({ empty: true })
    const { code, said } = await run('seed', { DATABASE_URL: url })
    expect([code, said]).toEqual([1, expect.stringContaining('migrate:run')])
  })
})
