import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@g5/backup'
import { connect, databaseClock } from '@g5/db'
import { createLogger } from '@g5/telemetry'
import {
  canStartDebianPostgres,
  type DebianPostgres,
  freePort,
  spawnService,
  startDebianPostgres,
  until,
} from '@g5/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { scheduleBackups } from './backups.ts'

vi.setConfig({ testTimeout: 60_000 })

describe.skipIf(!canStartDebianPostgres())('scheduled backups', () => {
  let postgres: DebianPostgres
  beforeAll(async () => {
    postgres = await startDebianPostgres()
  })
  afterAll(() => postgres.stop())

  async function scheduled(toolPath = postgres.bin) {
    const { url, close } = await postgres.database()
    const directory = await mkdtemp(join(tmpdir(), 'g5-test-backups-'))
    const db = connect(url, { max: 2, name: 'test' })
    const clock = await databaseClock(db.sql)
    const backups = scheduleBackups({
      cron: '0 3 * * *',
      options: { databaseUrl: url, store: openStore({ directory }), retentionDays: 30, toolPath },
      ...{ sql: db.sql, clock, log: createLogger({ service: 'worker', level: 'silent' }) },
    })
    return {
      ...{ url, directory, backups, sql: db.sql },
      tries: () => db.sql<{ error: string | null }[]>`select error from backups order by finished_at`,
      files: async () => (await readdir(directory)).filter((name) => name.endsWith('.dump')),
      async close() {
        await backups.stop()
        clock.stop()
        await db.close()
        await close()
        await rm(directory, { recursive: true })
      },
    }
  }

  test('are made when they are due, and once', async () => {
    const { backups, tries, files, sql, close } = await scheduled()
    await Promise.all([backups.beginIfDue(), backups.beginIfDue()])
    await until(async () => (await tries()).length > 0, { what: 'a backup' })
    await backups.beginIfDue()
    expect([await tries(), (await files()).length]).toEqual([[{ error: null }], 1])
    await sql`update backups set started_at = now() - interval '25 hours', finished_at = now() - interval '25 hours'`
    await until(
      async () => {
        await backups.beginIfDue()
        return (await tries()).length === 2
      },
      { what: 'the next' },
    )
    await close()
  })

  test('that failed are tried again after a quarter of an hour, not before', async () => {
    const { backups, tries, sql, close } = await scheduled('/nowhere')
    await backups.beginIfDue()
    await until(async () => (await tries()).length === 1, { what: 'a failed try' })
    await backups.beginIfDue()
    expect(await tries()).toEqual([{ error: expect.stringContaining('pg_dump can not be run') }])
    await sql`update backups set finished_at = now() - interval '15 minutes'`
    await until(
      async () => {
        await backups.beginIfDue()
        return (await tries()).length === 2
      },
      { what: 'the second try' },
    )
    await close()
  })

  test('do not keep a worker from stopping, and leave nothing half made', async () => {
    const bin = await mkdtemp(join(tmpdir(), 'g5-test-bin-'))
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo 'pg_dump (PostgreSQL) 15.1' && exit\nexec sleep 600\n`
    await writeFile(join(bin, 'pg_dump'), script)
    await chmod(join(bin, 'pg_dump'), 0o755)
    const { backups, tries, directory, close } = await scheduled(`${bin}:/bin:/usr/bin`)
    await backups.beginIfDue()
    await until(async () => (await readdir(directory)).length > 0, { what: 'the unfinished file' })
    await backups.stop()
    expect([await readdir(directory), await tries()]).toEqual([[], [{ error: 'pg_dump was stopped.' }]])
    await close()
    await rm(bin, { recursive: true })
  })

  test('are made by the worker of a deployment that sets BACKUP_CRON', async () => {
    const { url, directory, close } = await scheduled()
    const worker = spawnService('services/webhook-worker/src/main.ts', {
      ...{ NODE_ENV: 'test', DATABASE_URL: url, ENCRYPTION_KEY: 'e'.repeat(32), WORKER_PORT: String(await freePort()) },
      ...{ BACKUP_CRON: '0 3 * * *', BACKUP_DIR: directory, PG_BIN_DIR: postgres.bin },
    })
    const line = await worker.logged(({ msg }) => msg === 'the database was backed up', 60_000)
    expect(line['file']).toMatch(/^g5-.*\.dump$/)
    expect(await worker.stop()).toBe(0)
    await close()
  }, 90_000)
})
