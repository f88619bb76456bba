import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSealer } from '@g5/core'
import { backupState, connect, countTables, type Sql, withinSnapshot } from '@g5/db'
import { canStartDebianPostgres, type DebianPostgres, freshDatabase, startDebianPostgres } from '@g5/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { fill } from '../test/sample.ts'
import { findBackup, listBackups, manifestOf } from './directory.ts'
import { drill, inspectRestored } from './drill.ts'
import { type BackupOptions, makeBackup } from './make.ts'
import { restoreBackup } from './restore.ts'

vi.setConfig({ testTimeout: 60_000 })

const encryptionKey = 'Kq7vJ2mXw9tRzL4bNc8dFh3gPs6yUa1e'
const sealer = createSealer({ current: 'Zx5cVb8nMq2wEr7tYu1iOp4aSd9fGh3j' })

describe.skipIf(!canStartDebianPostgres())('a backup', () => {
  let postgres: DebianPostgres
  let source: string
  let directory: string
  const open: { close(): Promise<unknown> }[] = []

  beforeAll(async () => {
    postgres = await startDebianPostgres()
    source = (await postgres.database()).url
    await fill(source, sealer)
  })
  afterAll(() => postgres.stop())
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close()
  })

  async function place(): Promise<string> {
    directory = await mkdtemp(join(tmpdir(), 'g5-test-backups-'))
    const own = directory
    open.push({ close: () => rm(own, { recursive: true }) })
    return directory
  }
  async function back(over: Partial<BackupOptions> = {}) {
    const made = { databaseUrl: source, directory: directory ?? '', encryptionKey, retentionDays: 30 }
    return makeBackup({ ...made, toolPath: postgres.bin, ...over })
  }
  async function emptyDatabase(): Promise<string> {
    const fresh = await postgres.database({ empty: true })
    open.push(fresh)
    return fresh.url
  }
  function sqlOf(url: string): Sql {
    const db = connect(url, { max: 1, name: 'test' })
    open.push(db)
    return db.sql
  }
  const restoring = (databaseUrl: string, over = {}) => ({
    databaseUrl,
    encryptionKey,
    toolPath: postgres.bin,
    ...over,
  })

  test.each([{ encryptionKey }, { encryptionKey: undefined }])('restores to what it was made of (%o)', async (key) => {
    await place()
    const { path, manifest } = await back(key)
    const target = await emptyDatabase()
    await restoreBackup({ ...restoring(target, key), backup: await findBackup('latest', directory) })
    expect(manifest.counts).toMatchObject({ endpoints: 2, endpoint_secrets: 2 })
    expect(await countTables(sqlOf(target))).toEqual(manifest.counts)
    const checks = await inspectRestored(target, manifest, sealer)
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual(
      ['migrations', 'counts', 'secrets', 'signature'].map((name) => [name, true]),
    )
    const head = (await readFile(path)).subarray(0, 5).toString()
    expect(head === 'PGDMP').toBe(key.encryptionKey === undefined)
  })

  test('leaves its file, a checksum and a manifest, for its owner alone, and notes itself', async () => {
    await place()
    const { path, manifest } = await back()
    expect((await readdir(directory)).toSorted()).toEqual(['', '.json', '.sha256'].map((end) => manifest.file + end))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readFile(`${path}.sha256`, 'utf8')).toBe(`${manifest.sha256}  ${manifest.file}\n`)
    const sql = sqlOf(source)
    const [row] = await sql`select * from backups where id = ${manifest.id}`
    expect(row).toMatchObject({ file: manifest.file, sha256: manifest.sha256, error: null })
    const [audit] = await sql`select * from audit_log where target_id = ${manifest.id}`
    expect(audit).toMatchObject({ actor_kind: 'system', action: 'backup.created', target_kind: 'backup' })
    expect((await backupState(sql)).good?.finishedAt).toBeGreaterThan(Date.now() - 60_000)
  })

  test('that was cut or changed by one bit is refused, and nothing of it reaches the target', async () => {
    await place()
    const { path, manifest } = await back()
    const target = await emptyDatabase()
    const backup = { path, manifest }
    const whole = await readFile(path)
    const flipped = Buffer.from(whole)
    flipped[Math.floor(whole.length / 2)] = (flipped[Math.floor(whole.length / 2)] ?? 0) ^ 1
    await writeFile(path, flipped)
    await expect(restoreBackup({ ...restoring(target), backup })).rejects.toThrow('is damaged')
    await truncate(path, whole.length - 1)
    await expect(restoreBackup({ ...restoring(target), backup })).rejects.toThrow('it was cut or written to')
    await expect(findBackup('latest', directory)).rejects.toThrow('no whole backup')
    expect(await sqlOf(target)`select 1 from pg_tables where schemaname = 'public'`).toEqual([])
  })

  test('does not open with another key, or with none', async () => {
    await place()
    const { path, manifest } = await back()
    const target = await emptyDatabase()
    const backup = { path, manifest }
    const other = restoring(target, { encryptionKey: encryptionKey.toUpperCase() })
    await expect(restoreBackup({ ...other, backup })).rejects.toThrow('another BACKUP_ENCRYPTION_KEY')
    const none = restoring(target, { encryptionKey: undefined })
    await expect(restoreBackup({ ...none, backup })).rejects.toThrow('set BACKUP_ENCRYPTION_KEY')
  })

  test('is not restored over what is there, unless told; then nothing of it stays', async () => {
    await place()
    const { path, manifest } = await back()
    const { url, close } = await postgres.database()
    open.push({ close })
    const backup = { path, manifest }
    const sql = sqlOf(url)
    await sql`create table mine (one int)`
    await expect(restoreBackup({ ...restoring(url), backup })).rejects.toThrow('The target is not empty')
    expect(await sql`select to_regclass('mine') is not null as there`).toEqual([{ there: true }])
    await restoreBackup({ ...restoring(url, { force: true }), backup })
    expect(await sql`select to_regclass('mine') is not null as there`).toEqual([{ there: false }])
    expect(await countTables(sqlOf(url))).toEqual(manifest.counts)

    const again = await back({ databaseUrl: url })
    const next = await emptyDatabase()
    await restoreBackup({ ...restoring(next), backup: again })
    expect(await countTables(sqlOf(next))).toEqual(again.manifest.counts)
  })

  test('that is too old goes once there is a newer one; the last good one never does', async () => {
    await place()
    const old = await back()
    const age = async (file: string) => {
      const text = await readFile(manifestOf(file), 'utf8')
      const manifest = { ...JSON.parse(text), finishedAt: '2020-01-01T00:00:00.000Z' }
      await writeFile(manifestOf(file), JSON.stringify(manifest))
    }
    await age(old.path)
    const failing = join(directory, 'bin')
    await expect(back({ toolPath: failing })).rejects.toThrow()
    expect((await listBackups(directory)).map(({ path }) => path)).toEqual([old.path])
    const sql = sqlOf(source)
    await sql`update backups set finished_at = '2020-01-01'`
    const next = await back()
    expect(next.removed).toEqual([old.manifest.file])
    expect(await sql`select id from backups`).toEqual([{ id: next.manifest.id }])
    expect((await listBackups(directory)).map(({ path }) => path)).toEqual([next.path])
  })

  test('without pg_dump, or with one older than the server, says which and what to do, and leaves nothing', async () => {
    await place()
    await expect(back({ toolPath: '/nowhere' })).rejects.toThrow(/pg_dump can not be run .*apt-get install/)
    const newer = await freshDatabase()
    open.push(newer)
    await expect(back({ databaseUrl: newer.url })).rejects.toThrow(/pg_dump is version 15, and the server 18/)
    expect(await readdir(directory)).toEqual([])
    const [row] = await sqlOf(newer.url)`select error, file from backups`
    expect(row).toEqual({ error: expect.stringContaining('version 15'), file: null })
  })

  test('whose pg_dump fails half-way leaves no file and says its last words', async () => {
    await place()
    const bin = await place()
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo 'pg_dump (PostgreSQL) 15.1' && exit\necho half\necho 'pg_dump: error: no' >&2\nexit 1\n`
    await writeFile(join(bin, 'pg_dump'), script)
    await chmod(join(bin, 'pg_dump'), 0o755)
    const target = await place()
    await expect(back({ toolPath: `${bin}:/bin`, directory: target })).rejects.toThrow('pg_dump: error: no')
    expect(await readdir(target)).toEqual([])
  })

  test('that is stopped leaves no file', async () => {
    await place()
    await expect(back({ signal: AbortSignal.abort() })).rejects.toThrow('pg_dump was stopped')
    expect(await readdir(directory)).toEqual([])
  })

  test('is made by one at a time, and who comes second is no failure', async () => {
    await place()
    const sql = sqlOf(source)
    const refused = withinSnapshot(sql, () => back().catch((error: Error) => error.message))
    expect(await refused).toBe('Another backup of this database is being made.')
    expect(await sql`select 1 from backups where error like 'Another%'`).toEqual([])
    await back()
  })

  test('passes a drill, which leaves nothing behind', async () => {
    await place()
    await back()
    const backup = await findBackup('latest', directory)
    const report = await drill({ backup, serverUrl: source, encryptionKey, sealer, toolPath: postgres.bin })
    expect(report).toMatchObject({ ok: true, restoreSeconds: expect.any(Number) })
    expect(report.checks.map(({ name }) => name)).toEqual(['restore', 'migrations', 'counts', 'secrets', 'signature'])
    expect(await sqlOf(source)`select 1 from pg_database where datname like 'g5_drill_%'`).toEqual([])
  })

  test('fails a drill when a table was emptied, when its key is another, and when secrets do not open', async () => {
    await place()
    const { path, manifest } = await back()
    const target = await emptyDatabase()
    await restoreBackup({ ...restoring(target), backup: { path, manifest } })
    await sqlOf(target)`truncate endpoint_secrets`
    const counts = (await inspectRestored(target, manifest, sealer)).filter(({ ok }) => !ok)
    expect(counts).toEqual([{ name: 'counts', ok: false, detail: 'endpoint_secrets has 0 rows and should have 2' }])

    const options = { backup: { path, manifest }, serverUrl: source, toolPath: postgres.bin }
    const failed = await drill({ ...options, encryptionKey: encryptionKey.toUpperCase(), sealer })
    expect(failed).toMatchObject({ ok: false, checks: [{ name: 'restore', ok: false }] })
    const stranger = createSealer({ current: encryptionKey })
    const closed = await drill({ ...options, encryptionKey, sealer: stranger })
    expect([closed.ok, closed.checks.at(-1)]).toEqual([false, expect.objectContaining({ name: 'secrets', ok: false })])
  })
})
