import { createHmac, randomBytes, verify } from 'node:crypto'
import { ed25519Key, hmacKey, type Sealer, sameBytes, sealContext, sign, signingOf } from '@g5/core'
import {
  appliedMigrations,
  connect,
  countTables,
  createDatabase,
  dropDatabase,
  type Sql,
  sampleOfSecrets,
} from '@g5/db'
import { addressOf, type Kept } from './kept.ts'
import type { Manifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'

export interface Check {
  name: 'restore' | 'migrations' | 'counts' | 'secrets' | 'signature'
  ok: boolean
  detail: string
}

export interface DrillReport {
  ok: boolean
  file: string
  /** Seconds since the backup was finished: what would be lost now (RPO). */
  ageSeconds: number
  /** Seconds that it took to have the data back, without the checks (RTO). */
  restoreSeconds: number
  checks: Check[]
}

export interface DrillOptions {
  backup: Kept
  /** Of a database on the server where the scratch database is made and dropped; its user may create databases. */
  serverUrl: string
  encryptionKey?: string | undefined
  /** Opens the secrets of endpoints. */
  sealer: Sealer
  toolPath: string
  onStep?(sentence: string): void
}

/** How many endpoints' secrets are opened. */
const sampleSize = 20

/** Restores a backup into a scratch database, looks whether everything is there, and drops it again. */
export async function drill(options: DrillOptions): Promise<DrillReport> {
  const { backup, serverUrl, sealer, onStep = () => {} } = options
  const name = `g5_drill_${randomBytes(6).toString('hex')}`
  const admin = connect(serverUrl, { max: 1, name: 'g5-restore-drill', statementTimeoutMs: 0 })
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const began = performance.now()
  let restoreSeconds = 0
  const checks: Check[] = []
  try {
    await createDatabase(admin.sql, name)
    onStep(`Made the scratch database ${name}.`)
    try {
      await restoreBackup({ ...options, databaseUrl: url.href })
      checks.push({ name: 'restore', ok: true, detail: 'whole' })
      restoreSeconds = (performance.now() - began) / 1000
      checks.push(...(await inspectRestored(url.href, backup.manifest, sealer)))
    } catch (error) {
      checks.push({ name: 'restore', ok: false, detail: error instanceof Error ? error.message : String(error) })
    } finally {
      await dropDatabase(admin.sql, name)
      onStep(`Dropped the scratch database ${name}.`)
    }
  } finally {
    await admin.close()
  }
  const ageSeconds = (Date.now() - Date.parse(backup.manifest.finishedAt)) / 1000
  const rounded = { ageSeconds: Math.round(ageSeconds), restoreSeconds: Math.round(restoreSeconds * 100) / 100 }
  return { ok: checks.every(({ ok }) => ok), file: addressOf(backup), ...rounded, checks }
}

/** Whether a restored database is what the manifest says, and its secrets are of use. */
export async function inspectRestored(databaseUrl: string, manifest: Manifest, sealer: Sealer): Promise<Check[]> {
  const db = connect(databaseUrl, { max: 1, name: 'g5-restore-drill', statementTimeoutMs: 0 })
  try {
    return [await migrations(db.sql, manifest), await counts(db.sql, manifest), ...(await secrets(db.sql, sealer))]
  } finally {
    await db.close()
  }
}

async function migrations(sql: Sql, manifest: Manifest): Promise<Check> {
  const found = await appliedMigrations(sql)
  const missing = manifest.migrations.filter((hash) => !found.includes(hash)).length
  const detail = missing > 0 ? `${missing} of ${manifest.migrations.length} are missing` : `all ${found.length}`
  return { name: 'migrations', ok: missing === 0, detail }
}

async function counts(sql: Sql, manifest: Manifest): Promise<Check> {
  const found = await countTables(sql)
  const wrong = Object.entries(manifest.counts).filter(([table, rows]) => found[table] !== rows)
  const detail = wrong.map(([table, rows]) => `${table} has ${found[table] ?? 'no'} rows and should have ${rows}`)
  const rows = Object.values(found).reduce((sum, each) => sum + each, 0)
  return { name: 'counts', ok: wrong.length === 0, detail: detail.join(', ') || `${rows} rows, as in the manifest` }
}

async function secrets(sql: Sql, sealer: Sealer): Promise<Check[]> {
  const sample = await sampleOfSecrets(sql, sampleSize)
  if (sample.length === 0) return [{ name: 'secrets', ok: true, detail: 'there is no endpoint' }]
  const opened: string[] = []
  for (const { id, sealed } of sample) {
    try {
      opened.push(sealer.open(sealed, sealContext.endpointSecret(id)))
    } catch (error) {
      return [{ name: 'secrets', ok: false, detail: `of endpoint secret ${id}: ${(error as Error).message}` }]
    }
  }
  const good = opened.filter(signsVerifiably).length
  return [
    { name: 'secrets', ok: true, detail: `${opened.length} opened with ENCRYPTION_KEY` },
    { name: 'signature', ok: good === opened.length, detail: `${good} of ${opened.length} sign what verifies` },
  ]
}

/** As a receiver would verify it, from the definition rather than by the code that signs. */
function signsVerifiably(secret: string): boolean {
  const [id, at, body] = ['msg_restore_drill', 1_700_000_000, '{"type":"g5.restore_drill"}'] as const
  const content = Buffer.from(`${id}.${at}.${body}`)
  const isShared = signingOf(secret) === 'v1'
  const key = isShared ? hmacKey(secret) : ed25519Key(secret)
  const [, signature = ''] = sign([key], id, at, body).split(',')
  const given = Buffer.from(signature, 'base64')
  if (!isShared) return verify(null, content, key, given)
  const shared = Buffer.from(secret.slice('whsec_'.length), 'base64')
  return sameBytes(given, createHmac('sha256', shared).update(content).digest())
}
