import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  canStartDebianPostgres,
  type DebianPostgres,
  spawnService,
  startBucketServer,
  startDebianPostgres,
  until,
} from '@g5/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

describe.skipIf(!canStartDebianPostgres())('from a shell', () => {
  let postgres: DebianPostgres
  let directory: string
  let env: Record<string, string>
  let lost: string
  beforeAll(async () => {
    postgres = await startDebianPostgres()
    directory = await mkdtemp(join(tmpdir(), 'g5-test-backups-'))
    lost = (await postgres.database()).url
    env = {
      ...{ DATABASE_URL: lost, BACKUP_DIR: directory, PG_BIN_DIR: postgres.bin },
      ...{ BACKUP_ENCRYPTION_KEY: 'b'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32) },
    }
    await run('backup')
  })
  afterAll(async () => {
    await postgres.stop()
    await rm(directory, { recursive: true })
  })

  /** Runs a command to its end; what it said, line by line. */
  async function run(command: string, args: string[] = [], over: Record<string, string> = {}) {
    const { lines, exited } = spawnService(`services/api/src/commands/${command}.ts`, { ...env, ...over }, { args })
    const { code } = await exited
    return { code, said: lines.map((line) => line['text'] ?? JSON.stringify(line)).join('\n') }
  }

  test('a backup is made, and says where it lies', async () => {
    const { code, said } = await run('backup')
    expect([code, said]).toEqual([0, expect.stringMatching(/g5-\d{8}T\d{6}Z-[0-9a-f]{6}\.dump\.enc/)])
    expect(said).not.toContain(new URL(lost).password)
  })

  test('a backup that can not be made says why in one line', async () => {
    const { code, said } = await run('backup', [], { PG_BIN_DIR: '/nowhere', PATH: '/nowhere' })
    expect([code, said.split('\n')]).toEqual([1, [expect.stringMatching(/pg_dump can not be run/)]])
  })

  test('backups are made by a schedule until SIGTERM, and none without one', async () => {
    const { url, close } = await postgres.database()
    const args = ['--schedule']
    const own = { ...env, DATABASE_URL: url, BACKUP_CRON: '0 3 * * *' }
    const scheduled = spawnService('services/api/src/commands/backup.ts', own, { args })
    await scheduled.logged(({ text }) => /^\/.*\.dump\.enc$/.test(String(text)), 30_000)
    expect(await scheduled.stop()).toBe(0)
    await close()
    const { code, said } = await run('backup', args)
    expect([code, said]).toEqual([1, expect.stringMatching(/^BACKUP_CRON is not set/)])
  })

  test('a backup that gets SIGTERM ends, and leaves nothing half made', async () => {
    const bin = await mkdtemp(join(tmpdir(), 'g5-test-bin-'))
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo 'pg_dump (PostgreSQL) 15.1' && exit\nexec sleep 600\n`
    await writeFile(join(bin, 'pg_dump'), script, { mode: 0o755 })
    const own = { ...env, PG_BIN_DIR: bin, BACKUP_DIR: join(bin, 'backups') }
    const making = spawnService('services/api/src/commands/backup.ts', own)
    const partial = async () => (await readdir(own.BACKUP_DIR).catch(() => [])).length > 0
    await until(partial, { what: 'half a file' })
    expect(await making.stop()).toBe(1)
    expect(making.lines.map(({ text }) => text)).toContain('pg_dump was stopped.')
    expect(await readdir(own.BACKUP_DIR)).toEqual([])
    await rm(bin, { recursive: true })
  })

  test('the newest is restored, and says which migrations it has', async () => {
    const target = await postgres.database({ empty: true })
    const { code, said } = await run('restore', ['--from', 'latest', '--to', target.url], { DATABASE_URL: '' })
    expect([code, said]).toEqual([0, expect.stringMatching(/with the migrations 0000_first, .*\nNone is pending\./)])
    const again = await run('restore', ['--from', 'latest', '--to', target.url])
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('The target is not empty')])
    expect((await run('restore', ['--from', 'latest', '--to', target.url, '--force'])).code).toBe(0)
  })

  test("all of it goes by a bucket as well, with a key of ours or by AWS's own chain, and the key is said nowhere", async () => {
    const server = await startBucketServer()
    const { accessKeyId, secretAccessKey } = server.credentials
    const bucket = await server.bucket()
    const place = {
      ...{ BACKUP_DIR: '', BACKUP_S3_BUCKET: bucket, BACKUP_S3_ENDPOINT: server.endpoint, BACKUP_S3_PREFIX: 'eu' },
      ...{ BACKUP_S3_ACCESS_KEY_ID: accessKeyId, BACKUP_S3_SECRET_ACCESS_KEY: secretAccessKey },
    }
    const target = await postgres.database({ empty: true })
    const made = await run('backup', [], place)
    const [address = ''] = made.said.match(/s3:\/\/\S+\/eu\/g5-\S+\.dump\.enc$/m) ?? []
    const restored = await run('restore', ['--from', address, '--to', target.url], place)
    const chain = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
    const byChain = { ...place, BACKUP_S3_ACCESS_KEY_ID: '', BACKUP_S3_SECRET_ACCESS_KEY: '', ...chain }
    const drilled = await run('restore-drill', [], byChain)
    const nowhere = await run('backup', [], { ...place, BACKUP_S3_BUCKET: 'nobodys' })
    await server.close()
    expect([made.code, restored.code, drilled.code, nowhere.code]).toEqual([0, 0, 0, 1])
    expect(drilled.said).toContain(`The drill went well: ${address}`)
    expect(nowhere.said).toMatch(/^s3:\/\/nobodys\/eu: there is no such bucket: make it, .*\.$/)
    for (const { said } of [made, restored, drilled, nowhere]) expect(said).not.toContain(accessKeyId)
  })

  test('a restore to nowhere restores nothing', async () => {
    const { code, said } = await run('restore', ['--from', 'latest'])
    expect([code, said]).toEqual([1, expect.stringContaining('--to postgres://')])
  })

  test('a drill reports, and exits with 1 when a backup is not what its manifest says', async () => {
    const { code, said } = await run('restore-drill', ['--json'])
    const report = JSON.parse(said.split('\n').find((line) => line.startsWith('{')) ?? '')
    expect([code, report.ok, report.checks.length]).toEqual([0, true, 4])
    expect((await run('restore-drill')).said).toContain('The drill went well')

    const manifest = `${report.file}.json`
    const known = JSON.parse(await readFile(manifest, 'utf8'))
    await writeFile(manifest, JSON.stringify({ ...known, counts: { ...known.counts, events: 7 } }))
    const failed = await run('restore-drill')
    expect([failed.code, failed.said]).toEqual([1, expect.stringContaining('events has 0 rows and should have 7')])
  })
})
