import { pipeline } from 'node:stream/promises'
import { analyzeDatabase, connect, emptyDatabase, isEmptyDatabase, type Sql } from '@g5/db'
import { verified } from './checksum.ts'
import { decrypting } from './cipher.ts'
import { BackupFailure } from './failure.ts'
import { addressOf, type Kept } from './kept.ts'
import { requireTool, startTool } from './tools.ts'

export interface RestoreOptions {
  backup: Kept
  /** Must be there; what is in it stays unless `force`. */
  databaseUrl: string
  encryptionKey?: string | undefined
  toolPath: string
  /** Drops everything in the database first. */
  force?: boolean | undefined
  onStep?(sentence: string): void
}

/**
 * Puts a backup into a database, in one transaction, owned by whoever restores it; what other roles were granted is
 * not put back. Its checksum and its key are tried before anything is touched.
 * @throws {BackupFailure}
 */
export async function restoreBackup(options: RestoreOptions): Promise<void> {
  const { backup, databaseUrl, toolPath, force = false, onStep = () => {} } = options
  const { manifest } = backup
  await requireTool('pg_restore', toolPath, manifest.toolVersion, 'the backup was made by version')
  await readThrough(options)
  onStep(`${addressOf(backup)} is whole: ${manifest.sizeBytes} bytes of ${manifest.finishedAt}.`)
  await makeRoom(databaseUrl, force, onStep)
  onStep('Restoring.')
  const args = ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges']
  const tool = startTool('pg_restore', args, { path: toolPath, databaseUrl })
  tool.stdout.resume()
  const [fed, ended] = await Promise.allSettled([pipeline(plain(options), tool.stdin), tool.ended])
  if (fed.status === 'rejected' && fed.reason instanceof BackupFailure) throw fed.reason
  // When the tool gives up, its words say why; that nobody reads on follows from it.
  for (const each of [ended, fed]) if (each.status === 'rejected') throw each.reason
  await withDatabase(databaseUrl, analyzeDatabase)
}

/** @throws {BackupFailure} while it is read */
function plain({ backup, encryptionKey }: RestoreOptions): AsyncIterable<Uint8Array> {
  if (!backup.manifest.encrypted) return verified(backup)
  if (encryptionKey === undefined)
    throw new BackupFailure('The backup is encrypted: set BACKUP_ENCRYPTION_KEY to the key that it was made with.')
  return decrypting(encryptionKey)(verified(backup))
}

/** To its end, so that damage and a wrong key are found before anything was dropped. */
async function readThrough(options: RestoreOptions): Promise<void> {
  let bytes = 0
  for await (const piece of plain(options)) bytes += piece.length
  if (bytes === 0) throw new BackupFailure(`${addressOf(options.backup)} holds nothing.`)
}

function makeRoom(databaseUrl: string, force: boolean, onStep: (sentence: string) => void): Promise<void> {
  return withDatabase(databaseUrl, async (sql) => {
    if (await isEmptyDatabase(sql)) return
    if (!force)
      throw new BackupFailure(
        'The target is not empty: nothing was touched. Name an empty database, or drop all that is in it with --force.',
      )
    onStep('Dropping all that is in the target.')
    await emptyDatabase(sql)
  })
}

async function withDatabase(databaseUrl: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const db = connect(databaseUrl, { max: 1, name: 'g5-restore', statementTimeoutMs: 0 })
  try {
    await work(db.sql)
  } finally {
    await db.close()
  }
}
