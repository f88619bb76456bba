import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BackupFailure, NotThere } from './failure.ts'
import type { Store, Stored } from './store.ts'

/** Ends in what no good file ends in: one that is being written, or whose writer died. */
const unfinished = '.partial'

/** Files of a directory, for their owner alone. It is made with the first. */
export function directoryStore(directory: string): Store {
  async function files(): Promise<Stored[]> {
    const found: Stored[] = []
    for (const name of await readdir(directory).catch(ifMissing<string[]>([]))) {
      const known = await stat(join(directory, name)).catch(ifMissing(undefined))
      if (known?.isFile()) found.push({ name, sizeBytes: known.size, writtenAt: known.mtimeMs })
    }
    return found
  }

  return {
    at: directory,
    async list(beginning) {
      return (await files()).filter(({ name }) => name.startsWith(beginning) && !name.endsWith(unfinished))
    },
    async put(name, source) {
      await makeDirectory(directory)
      const path = join(directory, name)
      const partial = `${path}${unfinished}`
      try {
        await pipeline(Readable.from(source), createWriteStream(partial, { mode: 0o600, flush: true }))
        await rename(partial, path)
        await syncNames(directory)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
    },
    async *get(name) {
      try {
        yield* createReadStream(join(directory, name), { highWaterMark: 1_048_576 })
      } catch (error) {
        throw codeOf(error) === 'ENOENT' ? new NotThere(join(directory, name)) : error
      }
    },
    delete: (name) => rm(join(directory, name), { force: true }),
    async clearUnfinished(before) {
      for (const { name, writtenAt } of await files())
        if (name.endsWith(unfinished) && writtenAt < before) await rm(join(directory, name), { force: true })
    },
  }
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new BackupFailure(
      `The directory ${directory} can not be made (${codeOf(error)}): make it, or name another in BACKUP_DIR or a bucket in BACKUP_S3_BUCKET.`,
    )
  }
}

/** That a file has got its name is on the disk only when its directory is. */
async function syncNames(directory: string): Promise<void> {
  const handle = await open(directory)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

function ifMissing<T>(otherwise: T) {
  return (error: unknown): T => {
    if (codeOf(error) === 'ENOENT') return otherwise
    throw error
  }
}
