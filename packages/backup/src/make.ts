import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@g5/core'
import {
  connect,
  type Database,
  databaseClock,
  databaseSize,
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
import { BackupFailure } from './failure.ts'
import { addressOf, clearAbandoned, type Kept, listBackups, outlived, removeBackup } from './kept.ts'
import { checksumOf, type Manifest, manifestOf } from './manifest.ts'
import { putText, type Store } from './store.ts'
import { requireTool, startTool } from './tools.ts'

export interface BackupOptions {
  databaseUrl: string
  /** Where to. */
  store: Store
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

export interface Made extends Kept {
  /** Names of the files that retention took. */
  removed: string[]
}

/**
 * Backs the database up to a store, whole or not at all, and notes how it went in the table `backups` and the audit log.
 * Older ones go afterwards, so a deployment whose backups fail keeps all it has.
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
  const { store, encryptionKey, retentionDays, toolPath, onStep = () => {} } = options
  const server = await serverVersion(db.sql)
  const toolVersion = await requireTool('pg_dump', toolPath, server, 'the server')
  await clearAbandoned(store, Date.now(), onStep)

  const name = nameOf(begun.startedAt, encryptionKey !== undefined)
  onStep(`Backing up to ${addressOf({ store, name })}${encryptionKey === undefined ? ', unencrypted' : ', encrypted'}.`)
  const manifest: Manifest = {
    ...{ id: begun.id, file: name, ...(await putDump(db, snapshot.id, name, options)) },
    ...{ encrypted: encryptionKey !== undefined, startedAt: begun.startedAt.toISOString() },
    ...{ finishedAt: new Date().toISOString(), serverVersion: server, toolVersion },
    ...{ migrations: snapshot.migrations, counts: snapshot.counts },
  }
  await publish(store, manifest)
  onStep(`Wrote ${manifest.sizeBytes} bytes with SHA-256 ${manifest.sha256}.`)
  const removed = await retain(store, name, retentionDays)
  for (const each of removed) onStep(`Removed ${each}, which is older than ${retentionDays} days.`)
  await note(db, manifest, removed, retentionDays)
  return { store, name, manifest, removed }
}

function nameOf(at: Date, encrypted: boolean): string {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, '')
  return `g5-${time}-${randomBytes(3).toString('hex')}.dump${encrypted ? '.enc' : ''}`
}

/** Streams, so neither memory nor a second file grows with the database. */
async function putDump(db: Database, snapshot: string, name: string, options: BackupOptions) {
  const { store, encryptionKey } = options
  const sum = summing()
  const dumped = dump(snapshot, options)
  const sealed = encryptionKey === undefined ? dumped : encrypting(encryptionKey)(dumped)
  await store.put(name, sum.through(sealed), await databaseSize(db.sql))
  return sum.end()
}

/** @throws {BackupFailure} at its end, when pg_dump did not end well: what it wrote until then looks whole */
async function* dump(snapshot: string, { databaseUrl, toolPath, signal }: BackupOptions): AsyncGenerator<Uint8Array> {
  // Behind a migration it waits for a minute, not for ever: it holds a snapshot, and the next try is not far.
  const args = ['--format=custom', `--snapshot=${snapshot}`, '--lock-wait-timeout=60s']
  const tool = startTool('pg_dump', args, { path: toolPath, databaseUrl, signal })
  const ending = Promise.allSettled([tool.ended])
  tool.stdin.end()
  try {
    const bytes: AsyncIterable<Uint8Array> = tool.stdout
    yield* bytes
    const [ended] = await ending
    if (ended.status === 'rejected') throw ended.reason
  } finally {
    // Who reads no further, because the disk is full or the bucket away, wants no more of it.
    tool.stop()
    await ending
  }
}

/** The manifest, by which it counts, comes last. What did not get one goes at once, or with what a later one clears. */
async function publish(store: Store, manifest: Manifest): Promise<void> {
  const { file, sha256 } = manifest
  try {
    await putText(store, checksumOf(file), `${sha256}  ${file}\n`)
    await putText(store, manifestOf(file), `${JSON.stringify(manifest, null, 2)}\n`)
  } catch (error) {
    await removeBackup({ store, name: file }).catch(() => {}) // The first fault says more.
    throw error
  }
}

/** Whatever took it may have lost it: older ones go only when the new one is seen to be there. */
async function retain(store: Store, made: string, days: number): Promise<string[]> {
  const all = await listBackups(store)
  if (!all.some(({ name }) => name === made))
    throw new BackupFailure(
      `${addressOf({ store, name: made })} was written, and is not there: no older one was removed.`,
    )
  const old = outlived(all, days, Date.now())
  for (const each of old) await removeBackup(each)
  return old.map(({ name }) => name)
}

const actor = systemActor('backup')

async function note(db: Database, manifest: Manifest, removed: string[], retentionDays: number): Promise<void> {
  const clock = await databaseClock(db.sql)
  clock.stop()
  const { id, file, startedAt, sizeBytes, sha256, encrypted } = manifest
  await db.orm.transaction(async (tx) => {
    await storeBackup(tx, { id, startedAt, file, sizeBytes, sha256 })
    await forgetBackups(tx, retentionDays)
    await writeAudit(tx, actor, {
      id: uuidv7(clock.now()),
      tenantId: null,
      action: 'backup.created',
      target: { kind: 'backup', id },
      changes: { file, sizeBytes, sha256, encrypted, ...(removed.length > 0 && { removed }) },
    })
  })
}
