import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSealer } from '@g5/core'
import { backupState, connect, countTables, type Sql, withinSnapshot } from '@g5/db'
import { canStartDebianPostgres, type DebianPostgres, freshDatabase, startDebianPostgres, until } from '@g5/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { kindsOfPlaces, type Places } from '../test/places.ts'
import { fill } from '../test/sample.ts'
import { drill, inspectRestored } from './drill.ts'
import { addressOf, clearAbandoned, findBackup, type Kept, listBackups, outlived } from './kept.ts'
import { type BackupOptions, makeBackup } from './make.ts'
import { manifestOf } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import { openStore, putText, readText, type Store } from './store.ts'

vi.setConfig({ testTimeout: 60_000 })

const encryptionKey = 'Kq7vJ2mXw9tRzL4bNc8dFh3gPs6yUa1e'
const sealer = createSealer({ current: 'Zx5cVb8nMq2wEr7tYu1iOp4aSd9fGh3j' })

describe.skipIf(!canStartDebianPostgres()).each(kindsOfPlaces)('a backup in %s', (kind, start) => {
  let postgres: DebianPostgres
  let places: Places
  let source: string
  let store: Store
  let unfinished: () => Promise<string[]>
  const open: { close(): Promise<unknown> }[] = []

  beforeAll(async () => {
    postgres = await startDebianPostgres()
    places = await start()
    source = (await postgres.database()).url
    await fill(source, sealer)
  })
  afterAll(async () => {
    await places.close()
    await postgres.stop()
  })
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close()
  })

  beforeEach(async () => {
    const place = await places.fresh()
    store = place.store
    unfinished = place.unfinished
    open.push(place)
  })

  async function folder(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'g5-test-bin-'))
    open.push({ close: () => rm(made, { recursive: true }) })
    return made
  }
  /** A pg_dump that says it is of this age, and then does what the script says. */
  async function toolThat(script: string): Promise<string> {
    const bin = await folder()
    const text = `#!/bin/sh\n[ "$1" = --version ] && echo 'pg_dump (PostgreSQL) 15.1' && exit\n${script}\n`
    await writeFile(join(bin, 'pg_dump'), text)
    await chmod(join(bin, 'pg_dump'), 0o755)
    return `${bin}:/bin:/usr/bin`
  }
  async function back(over: Partial<BackupOptions> = {}) {
    const made = { databaseUrl: source, store, encryptionKey, retentionDays: 30 }
    return makeBackup({ ...made, toolPath: postgres.bin, ...over })
  }
  const names = async () => (await store.list('')).map(({ name }) => name).toSorted()
  /** Nothing that counts, and nothing that takes room. */
  const nothing = async () => [...(await names()), ...(await unfinished())]
  async function bytesOf({ name }: Kept): Promise<Buffer> {
    const chunks: Uint8Array[] = []
    for await (const chunk of store.get(name)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
  const overwrite = ({ name }: Kept, bytes: Uint8Array) => store.put(name, inOne(bytes))
  async function rewrite(backup: Kept, over: object): Promise<void> {
    const manifest = JSON.parse(await readText(store, manifestOf(backup.name)))
    await putText(store, manifestOf(backup.name), JSON.stringify({ ...manifest, ...over }))
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
    const made = await back(key)
    const { manifest } = made
    const target = await emptyDatabase()
    await restoreBackup({ ...restoring(target, key), backup: await findBackup('latest', store) })
    expect(manifest.counts).toMatchObject({ endpoints: 2, endpoint_secrets: 2 })
    expect(await countTables(sqlOf(target))).toEqual(manifest.counts)
    const checks = await inspectRestored(target, manifest, sealer)
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual(
      ['migrations', 'counts', 'secrets', 'signature'].map((name) => [name, true]),
    )
    const head = (await bytesOf(made)).subarray(0, 5).toString()
    expect(head === 'PGDMP').toBe(key.encryptionKey === undefined)
  })

  test('leaves its file, a checksum and a manifest, and notes itself', async () => {
    const { manifest, name } = await back()
    expect(await names()).toEqual(['', '.json', '.sha256'].map((end) => manifest.file + end))
    expect(await readText(store, `${name}.sha256`)).toBe(`${manifest.sha256}  ${manifest.file}\n`)
    if (kind === 'a directory') expect((await stat(`${store.at}/${name}`)).mode & 0o777).toBe(0o600)
    const sql = sqlOf(source)
    const [row] = await sql`select * from backups where id = ${manifest.id}`
    expect(row).toMatchObject({ file: manifest.file, sha256: manifest.sha256, error: null })
    const [audit] = await sql`select * from audit_log where target_id = ${manifest.id}`
    expect(audit).toMatchObject({ actor_kind: 'system', action: 'backup.created', target_kind: 'backup' })
    expect((await backupState(sql)).good?.finishedAt).toBeGreaterThan(Date.now() - 60_000)
  })

  test('is found by its name and by its address, and a file elsewhere by its path', async () => {
    const made = await back()
    for (const from of [made.name, addressOf(made)])
      expect(await findBackup(from, store)).toEqual({ store, name: made.name, manifest: made.manifest })
    const elsewhere = openStore({ directory: await folder() })
    for (const name of [made.name, manifestOf(made.name)]) await elsewhere.put(name, store.get(name))
    expect(await findBackup(`${elsewhere.at}/${made.name}`, store)).toMatchObject({ manifest: made.manifest })
    await expect(findBackup('g5-never', store)).rejects.toThrow('g5-never.json is not there')
    await expect(findBackup('s3://other/g5-never', store)).rejects.toThrow(`is not in ${store.at}`)
  })

  test('that was cut or changed by one bit is refused, and nothing of it reaches the target', async () => {
    const backup = await back()
    const target = await emptyDatabase()
    const whole = await bytesOf(backup)
    const flipped = Buffer.from(whole)
    flipped[Math.floor(whole.length / 2)] = (flipped[Math.floor(whole.length / 2)] ?? 0) ^ 1
    await overwrite(backup, flipped)
    await expect(restoreBackup({ ...restoring(target), backup })).rejects.toThrow('is damaged')
    await overwrite(backup, whole.subarray(0, -1))
    await expect(restoreBackup({ ...restoring(target), backup })).rejects.toThrow('it was cut or written to')
    await expect(findBackup('latest', store)).rejects.toThrow('no whole backup')
    expect(await sqlOf(target)`select 1 from pg_tables where schemaname = 'public'`).toEqual([])
  })

  test('that is another one when it is read again is not restored, good as it may be', async () => {
    const [backup, other] = [await back({ encryptionKey: undefined }), await back({ encryptionKey: undefined })]
    const target = await emptyDatabase()
    let reads = 0
    const get = (name: string) => store.get(reads++ === 0 ? name : other.name)
    const changing = { ...backup, store: { ...store, get } }
    const refused = restoreBackup({ ...restoring(target), backup: changing })
    await expect(refused).rejects.toThrow(/is damaged|it was cut or written to/)
    expect(await sqlOf(target)`select 1 from pg_tables where schemaname = 'public'`).toEqual([])
    await restoreBackup({ ...restoring(target), backup: other })
  })

  test('does not open with another key, or with none', async () => {
    const backup = await back()
    const target = await emptyDatabase()
    const other = restoring(target, { encryptionKey: encryptionKey.toUpperCase() })
    await expect(restoreBackup({ ...other, backup })).rejects.toThrow('another BACKUP_ENCRYPTION_KEY')
    const none = restoring(target, { encryptionKey: undefined })
    await expect(restoreBackup({ ...none, backup })).rejects.toThrow('set BACKUP_ENCRYPTION_KEY')
  })

  test('is not restored over what is there, unless told; then nothing of it stays', async () => {
    const backup = await back()
    const { url, close } = await postgres.database()
    open.push({ close })
    const sql = sqlOf(url)
    await sql`create table mine (one int)`
    await expect(restoreBackup({ ...restoring(url), backup })).rejects.toThrow('The target is not empty')
    expect(await sql`select to_regclass('mine') is not null as there`).toEqual([{ there: true }])
    await restoreBackup({ ...restoring(url, { force: true }), backup })
    expect(await sql`select to_regclass('mine') is not null as there`).toEqual([{ there: false }])
    expect(await countTables(sqlOf(url))).toEqual(backup.manifest.counts)

    const again = await back({ databaseUrl: url })
    const next = await emptyDatabase()
    await restoreBackup({ ...restoring(next), backup: again })
    expect(await countTables(sqlOf(next))).toEqual(again.manifest.counts)
  })

  test('that is too old goes once there is a newer one; the last good one never does', async () => {
    const old = await back()
    await rewrite(old, { finishedAt: '2020-01-01T00:00:00.000Z' })
    await expect(back({ toolPath: '/nowhere' })).rejects.toThrow()
    const kept = async () => (await listBackups(store)).map(({ name }) => name)
    expect(await kept()).toEqual([old.name])
    const sql = sqlOf(source)
    await sql`update backups set finished_at = '2020-01-01'`
    const next = await back()
    expect(next.removed).toEqual([old.name])
    expect(await sql`select id from backups`).toEqual([{ id: next.manifest.id }])
    expect(await kept()).toEqual([next.name])
    expect((await names()).length).toBe(3)
  })

  test('that was taken and is not there has failed, and nothing older goes for it', async () => {
    const old = await back()
    await rewrite(old, { finishedAt: '2020-01-01T00:00:00.000Z' })
    async function put(_name: string, source: AsyncIterable<Uint8Array>) {
      for await (const _ of source);
    }
    await expect(back({ store: { ...store, put } })).rejects.toThrow('was written, and is not there')
    expect((await listBackups(store)).map(({ name }) => name)).toEqual([old.name])
  })

  test('that is the only one is never too old', async () => {
    const one = await back()
    expect(outlived([one], 1, Date.now() + 90 * 86_400_000)).toEqual([])
    expect(outlived([one, one], 1, Date.now() + 90 * 86_400_000)).toEqual([one])
  })

  test('without a manifest counts as none, and goes with what is left of it when it is a day old', async () => {
    const half = await back()
    await store.delete(manifestOf(half.name))
    await putText(store, 'g5-notes.txt', 'not a dump')
    await expect(findBackup('latest', store)).rejects.toThrow('no whole backup')
    const [sooner, later] = [Date.now() + 3_600_000, Date.now() + 90_000_000]
    await clearAbandoned(store, sooner, () => {})
    expect(await names()).toContain(half.name)
    const whole = await back()
    await clearAbandoned(store, later, () => {})
    expect(await names()).toEqual([...['', '.json', '.sha256'].map((end) => whole.name + end), 'g5-notes.txt'])
  })

  test('without pg_dump, or with one older than the server, says which and what to do, and leaves nothing', async () => {
    await expect(back({ toolPath: '/nowhere' })).rejects.toThrow(/pg_dump can not be run .*apt-get install/)
    const newer = await freshDatabase()
    open.push(newer)
    await expect(back({ databaseUrl: newer.url })).rejects.toThrow(/pg_dump is version 15, and the server 18/)
    expect(await nothing()).toEqual([])
    const [row] = await sqlOf(newer.url)`select error, file from backups`
    expect(row).toEqual({ error: expect.stringContaining('version 15'), file: null })
  })

  test.each([5, 20_000_000])(
    'whose pg_dump fails after %i bytes leaves no file and says its last words',
    async (bytes) => {
      const toolPath = await toolThat(`head -c ${bytes} /dev/zero\necho 'pg_dump: error: no' >&2\nexit 1`)
      await expect(back({ toolPath, encryptionKey: undefined })).rejects.toThrow('pg_dump: error: no')
      expect(await nothing()).toEqual([])
    },
  )

  test('that is stopped leaves no file, before it has begun and in the middle', async () => {
    await expect(back({ signal: AbortSignal.abort() })).rejects.toThrow('pg_dump was stopped')
    expect(await nothing()).toEqual([])
    const stopping = new AbortController()
    const toolPath = await toolThat('head -c 20000000 /dev/zero\nexec sleep 600')
    const making = back({ toolPath, signal: stopping.signal }).catch((error: Error) => error.message)
    await until(async () => (await unfinished()).length > 0, { what: 'half a file' })
    stopping.abort()
    expect(await making).toBe('pg_dump was stopped.')
    expect(await nothing()).toEqual([])
  })

  test('is made by one at a time, and who comes second is no failure', async () => {
    const sql = sqlOf(source)
    const refused = withinSnapshot(sql, () => back().catch((error: Error) => error.message))
    expect(await refused).toBe('Another backup of this database is being made.')
    expect(await sql`select 1 from backups where error like 'Another%'`).toEqual([])
    await back()
  })

  test('passes a drill, which leaves nothing behind', async () => {
    await back()
    const backup = await findBackup('latest', store)
    const report = await drill({ backup, serverUrl: source, encryptionKey, sealer, toolPath: postgres.bin })
    expect(report).toMatchObject({ ok: true, restoreSeconds: expect.any(Number) })
    expect(report.checks.map(({ name }) => name)).toEqual(['restore', 'migrations', 'counts', 'secrets', 'signature'])
    expect(await sqlOf(source)`select 1 from pg_database where datname like 'g5_drill_%'`).toEqual([])
  })

  test('fails a drill when a table was emptied, when its key is another, and when secrets do not open', async () => {
    const backup = await back()
    const target = await emptyDatabase()
    await restoreBackup({ ...restoring(target), backup })
    await sqlOf(target)`truncate endpoint_secrets`
    const counts = (await inspectRestored(target, backup.manifest, sealer)).filter(({ ok }) => !ok)
    expect(counts).toEqual([{ name: 'counts', ok: false, detail: 'endpoint_secrets has 0 rows and should have 2' }])

    const options = { backup, serverUrl: source, toolPath: postgres.bin }
    const failed = await drill({ ...options, encryptionKey: encryptionKey.toUpperCase(), sealer })
    expect(failed).toMatchObject({ ok: false, checks: [{ name: 'restore', ok: false }] })
    const stranger = createSealer({ current: encryptionKey })
    const closed = await drill({ ...options, encryptionKey, sealer: stranger })
    expect([closed.ok, closed.checks.at(-1)]).toEqual([false, expect.objectContaining({ name: 'secrets', ok: false })])
  })
})

async function* inOne(bytes: Uint8Array) {
  yield bytes
}
