import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { uuidv7 } from '@g5/core'
import {
  connect,
  type Database,
  forgetBackups,
  type Snapshot,
  serverVersion,
  storeBackup,
  systemActor,
  withinSnapshot,
  writeAudit,
} from '@g5/db'
import { summing } from './checksum.ts'
import { encrypting } from './cipher.ts'
import {
  checksumOf,
  clearAbandoned,
  listBackups,
  type Manifest,
  manifestOf,
  outlived,
  removeBackup,
  unfinished,
} from './directory.ts'
import { BackupFailure } from './failure.ts'
import { requireTool, startTool } from './tools.ts'

export interface BackupOptions {
  databaseUrl: string
  /** Made when it is missing, for its owner alone. */
  directory: string
  /** Without one the file is as pg_dump writes it. */
  encryptionKey?: string | undefined
  retentionDays: number
  /** Directories that pg_dump is looked for in, with colons between them. */
  toolPath: string
  /** Ends it: what is unfinished is removed, and the try counts as failed. */
  signal?: AbortSignal | undefined
  /** Told of each step, in a sentence. */
  onStep?(sentence: string): void
}

export interface Made {
  path: string
  manifest: Manifest
  /** Names of the files that retention took. */
  removed: string[]
}

/**
 * Backs the database up to a file, whole or not at all, and notes how it went in the table `backups` and the audit log.
 * Older files go afterwards, so a deployment whose backups fail keeps all it has.
 * @throws {BackupFailure} when another is being made, and for whatever a person can put right
 */
export async function makeBackup(options: BackupOptions): Promise<Made> {
  // Counting and dumping take as long as they take.
  const db = connect(options.databaseUrl, { max: 2, name: 'g5-backup', statementTimeoutMs: 0 })
  const id = uuidv7(Date.now())
  const startedAt = new Date()
  try {
    const made = await withinSnapshot(db.sql, (snapshot) => makeWithin(snapshot, db, options, { id, startedAt }))
    if (made !== 'busy') return made
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // A database that is away can't hold the row either; the error itself says more than a second one would.
    await storeBackup(db.orm, { id, startedAt: startedAt.toISOString(), error: reason }).catch(() => {})
    throw error
  } finally {
    await db.close()
  }
  throw new BackupFailure('Another backup of this database is being made.')
}

type Begun = { id: string; startedAt: Date }

async function makeWithin(snapshot: Snapshot, db: Database, options: BackupOptions, begun: Begun): Promise<Made> {
  const { directory, encryptionKey, retentionDays, toolPath, onStep = () => {} } = options
  const server = await serverVersion(db.sql)
  const toolVersion = await requireTool('pg_dump', toolPath, server, 'the server')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await clearAbandoned(directory, Date.now())

  const path = join(directory, nameOf(begun.startedAt, encryptionKey !== undefined))
  onStep(`Backing up to ${path}${encryptionKey === undefined ? ', unencrypted' : ', encrypted'}.`)
  try {
    const sum = await dump(`${path}${unfinished}`, snapshot.id, options)
    const manifest: Manifest = {
      ...{ id: begun.id, file: basename(path), ...sum, encrypted: encryptionKey !== undefined },
      ...{ startedAt: begun.startedAt.toISOString(), finishedAt: new Date().toISOString() },
      ...{ serverVersion: server, toolVersion, migrations: snapshot.migrations, counts: snapshot.counts },
    }
    await publish(path, manifest)
    onStep(`Wrote ${manifest.sizeBytes} bytes with SHA-256 ${manifest.sha256}.`)
    const removed = await retain(directory, retentionDays)
    for (const name of removed) onStep(`Removed ${name}, which is older than ${retentionDays} days.`)
    await note(db, manifest, removed, retentionDays)
    return { path, manifest, removed }
  } catch (error) {
    await rm(`${path}${unfinished}`, { force: true })
    throw error
  }
}

function nameOf(at: Date, encrypted: boolean): string {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, '')
  return `g5-${time}-${randomBytes(3).toString('hex')}.dump${encrypted ? '.enc' : ''}`
}

/** Streams, so neither memory nor a second file grows with the database; on the disk before it ends. */
async function dump(file: string, snapshot: string, options: BackupOptions) {
  const { databaseUrl, encryptionKey, toolPath, signal } = options
  // Behind a migration it waits for a minute, not for ever: it holds a snapshot, and the next try is not far.
  const args = ['--format=custom', `--snapshot=${snapshot}`, '--lock-wait-timeout=60s']
  const tool = startTool('pg_dump', args, { path: toolPath, databaseUrl, signal })
  tool.stdin.end()
  const sum = summing()
  const sealed: AsyncIterable<Uint8Array> = encryptionKey ? encrypting(encryptionKey)(tool.stdout) : tool.stdout
  const written = pipeline(Readable.from(sum.through(sealed)), createWriteStream(file, { mode: 0o600, flush: true }))
  const [wrote, ended] = await Promise.allSettled([written, tool.ended])
  // A disk that is full ends the tool too, so the file's own fault comes first.
  for (const each of [wrote, ended]) if (each.status === 'rejected') throw each.reason
  return sum.end()
}

/** Under its own name only when all of it is there; the manifest, by which it counts, comes last. */
async function publish(path: string, manifest: Manifest): Promise<void> {
  await rename(`${path}${unfinished}`, path)
  await writeDurably(checksumOf(path), `${manifest.sha256}  ${manifest.file}\n`)
  await writeDurably(`${manifestOf(path)}${unfinished}`, `${JSON.stringify(manifest, null, 2)}\n`)
  await rename(`${manifestOf(path)}${unfinished}`, manifestOf(path))
  const directory = await open(join(path, '..'))
  try {
    await directory.sync() // The names themselves.
  } finally {
    await directory.close()
  }
}

const writeDurably = (path: string, text: string) => writeFile(path, text, { mode: 0o600, flush: true })

async function retain(directory: string, days: number): Promise<string[]> {
  const old = outlived(await listBackups(directory), days, Date.now())
  for (const each of old) await removeBackup(each)
  return old.map(({ manifest }) => manifest.file)
}

const actor = systemActor('backup')

async function note(db: Database, manifest: Manifest, removed: string[], retentionDays: number): Promise<void> {
  const { id, file, startedAt, sizeBytes, sha256, encrypted } = manifest
  await db.orm.transaction(async (tx) => {
    await storeBackup(tx, { id, startedAt, file, sizeBytes, sha256 })
    await forgetBackups(tx, retentionDays)
    await writeAudit(tx, actor, {
      id: uuidv7(Date.now()),
      tenantId: null,
      action: 'backup.created',
      target: { kind: 'backup', id },
      changes: { file, sizeBytes, sha256, encrypted, ...(removed.length > 0 && { removed }) },
    })
  })
}
