import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { BackupFailure } from './failure.ts'

const manifest = z.object({
  id: z.uuid(),
  file: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  sizeBytes: z.int(),
  /** Of the file as it lies there. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  encrypted: z.boolean(),
  /** Major versions. */
  serverVersion: z.int(),
  toolVersion: z.int(),
  /** SHA-256 of each that the database had, oldest first. */
  migrations: z.array(z.string()),
  counts: z.record(z.string(), z.int()),
})

/** What is known of a backup without opening it; it lies beside the file, written last. */
export type Manifest = z.infer<typeof manifest>

export const manifestOf = (file: string) => `${file}.json`
export const checksumOf = (file: string) => `${file}.sha256`

/** Ends in what no good backup ends in: one that is not whole, since it is being written or its writer died. */
export const unfinished = '.partial'

/** Milliseconds after which nobody writes to it any more. */
const abandonedMs = 86_400_000

/** @throws {BackupFailure} */
async function readManifest(file: string): Promise<Manifest> {
  let text: string
  try {
    text = await readFile(manifestOf(file), 'utf8')
  } catch (error) {
    throw new BackupFailure(`There is no manifest beside ${file} (${codeOf(error)} at ${manifestOf(file)}).`)
  }
  const parsed = manifest.safeParse(jsonOf(text))
  if (!parsed.success) throw new BackupFailure(`${manifestOf(file)} is not a manifest of a backup.`)
  return parsed.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface Kept {
  path: string
  manifest: Manifest
}

/** The backups in a directory that are whole as far as their size tells, newest first. */
export async function listBackups(directory: string): Promise<Kept[]> {
  const found: Kept[] = []
  for (const name of await readdir(directory).catch(nothing)) {
    if (!name.startsWith('g5-') || !name.endsWith('.json')) continue
    const path = join(directory, name.slice(0, -'.json'.length))
    const size = await stat(path).then(
      ({ size }) => size,
      () => -1,
    )
    const known = await readManifest(path).catch(() => undefined)
    if (known && known.sizeBytes === size) found.push({ path, manifest: known })
  }
  return found.sort((a, b) => Date.parse(b.manifest.finishedAt) - Date.parse(a.manifest.finishedAt))
}

/** @throws {BackupFailure} when there is none */
async function newestBackup(directory: string): Promise<Kept> {
  const [newest] = await listBackups(directory)
  if (!newest) throw new BackupFailure(`There is no whole backup in ${directory}.`)
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
export async function removeBackup({ path }: Pick<Kept, 'path'>): Promise<void> {
  for (const each of [manifestOf(path), checksumOf(path), path]) await rm(each, { force: true })
}

/** Removes what a backup that was killed has left. */
export async function clearAbandoned(directory: string, now: number): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith('g5-') || !name.endsWith(unfinished)) continue
    const path = join(directory, name)
    const writtenAt = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now, // It has got its name meanwhile.
    )
    if (now - writtenAt > abandonedMs) await rm(path, { force: true })
  }
}

/** @param from a file, or `latest` of those in the directory */
export async function findBackup(from: string, directory: string): Promise<Kept> {
  if (from === 'latest') return newestBackup(directory)
  return { path: join(dirname(from), basename(from)), manifest: await readManifest(from) }
}

function nothing(error: unknown): string[] {
  if (codeOf(error) === 'ENOENT') return []
  throw error
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
