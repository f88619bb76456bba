import { basename, dirname } from 'node:path'
import { directoryStore } from './directory-store.ts'
import { BackupFailure, NotThere } from './failure.ts'
import { checksumOf, type Manifest, manifestOf, parseManifest } from './manifest.ts'
import { readText, type Store } from './store.ts'

/** What every file of ours begins with. */
const beginning = 'g5-'
/** A dump or its checksum; the first part is the name of the dump. */
const dumpOrChecksum = /^(g5-\d{8}T\d{6}Z-[0-9a-f]{6}\.dump(?:\.enc)?)(?:\.sha256)?$/

/** Milliseconds after which nobody writes to it any more. */
const abandonedMs = 86_400_000

export interface Kept {
  store: Store
  name: string
  manifest: Manifest
}

/** Where it lies, as people write it. */
export const addressOf = ({ store, name }: Pick<Kept, 'store' | 'name'>) => `${store.at}/${name}`

/** The backups in a store that are whole as far as their size tells, newest first. */
export async function listBackups(store: Store): Promise<Kept[]> {
  const files = await store.list(beginning)
  const sizes = new Map(files.map(({ name, sizeBytes }) => [name, sizeBytes]))
  const kept = await Promise.all(
    files.map(async ({ name: file }) => {
      const name = file.replace(/\.json$/, '')
      if (name === file || !sizes.has(name)) return []
      const manifest = parseManifest(await readText(store, file).catch(ifGone))
      return manifest && manifest.sizeBytes === sizes.get(name) ? [{ store, name, manifest }] : []
    }),
  )
  return kept.flat().sort((a, b) => Date.parse(b.manifest.finishedAt) - Date.parse(a.manifest.finishedAt))
}

/** Retention may take it between two looks. */
function ifGone(error: unknown): string {
  if (error instanceof NotThere) return ''
  throw error
}

/** @throws {BackupFailure} when there is none */
async function newestBackup(store: Store): Promise<Kept> {
  const [newest] = await listBackups(store)
  if (!newest) throw new BackupFailure(`There is no whole backup in ${store.at}.`)
  return newest
}

/**
 * Which of them are too old, the newest never being one.
 * @param backups newest first
 * @param now epoch milliseconds
 */
export function outlived(backups: readonly Kept[], days: number, now: number): Kept[] {
  return backups.slice(1).filter(({ manifest }) => now - Date.parse(manifest.finishedAt) > days * 86_400_000)
}

/** The manifest goes first: without it the rest counts as nothing. */
export async function removeBackup({ store, name }: Pick<Kept, 'store' | 'name'>): Promise<void> {
  for (const each of [manifestOf(name), checksumOf(name), name]) await store.delete(each)
}

/** Removes what backups that were killed have left: dumps that never got their manifest, and half of one. */
export async function clearAbandoned(store: Store, now: number, onStep: (sentence: string) => void): Promise<void> {
  const files = await store.list(beginning)
  const names = new Set(files.map(({ name }) => name))
  for (const { name, writtenAt } of files) {
    const [, dump] = dumpOrChecksum.exec(name) ?? []
    if (dump !== undefined && !names.has(manifestOf(dump)) && now - writtenAt > abandonedMs) await store.delete(name)
  }
  try {
    await store.clearUnfinished(now - abandonedMs)
  } catch (error) {
    // Not every service can tell of uploads that were never ended, and not everybody may ask. It costs room, no backup.
    if (!(error instanceof BackupFailure)) throw error
    onStep(`What uploads that were cut off have left was not cleared: ${error.message}`)
  }
}

/**
 * @param from `latest` of those in the store, the name or the address of one of them, or the path of a file elsewhere
 * @throws {BackupFailure} when there is none
 */
export async function findBackup(from: string, store: Store): Promise<Kept> {
  if (from === 'latest') return newestBackup(store)
  const own = from.startsWith(`${store.at}/`) ? from.slice(store.at.length + 1) : from
  if (/^s3:/.test(own)) throw new BackupFailure(`${from} is not in ${store.at}, where BACKUP_S3_BUCKET points to.`)
  const place = own.includes('/') ? directoryStore(dirname(own)) : store
  const name = basename(own)
  const manifest = parseManifest(await readText(place, manifestOf(name)))
  if (!manifest) throw new BackupFailure(`${place.at}/${manifestOf(name)} is not a manifest of a backup.`)
  return { store: place, name, manifest }
}
