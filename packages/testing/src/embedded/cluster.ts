import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Refusal } from '../refusal.ts'
import { openRefuge, refugeOfData } from './refuge.ts'
import { canEnter, type ServerUser, serverUser } from './server-user.ts'

/** A directory that holds `data`, the server's own, and `password`, which opens it. */
export interface Cluster {
  directory: string
  data: string
  user: ServerUser | undefined
}

const major = '18'

/** Chooses the place for `directory` (the refuge if the server's user can't get there) and looks at what lies there. */
export function findCluster(directory: string, note: (sentence: string) => void): Cluster {
  const wanted = resolve(directory)
  makeDirectory(dirname(wanted))
  const user = serverUser(existsSync(join(wanted, 'data')) ? join(wanted, 'data') : join(refugeOfData(wanted), 'data'))
  const place = placeFor(wanted, user)
  if (place !== wanted) note(`${user?.name} can't enter ${dirname(wanted)}: the database is kept in ${place}`)
  makeDirectory(place)
  if (user) chownSync(place, user.uid, user.gid)
  return { directory: place, data: join(place, 'data'), user }
}

function placeFor(wanted: string, user: ServerUser | undefined): string {
  if (holdsData(wanted)) return wanted
  const inRefuge = refugeOfData(wanted)
  if (holdsData(inRefuge)) return inRefuge
  if (canEnter(user, dirname(wanted))) return wanted
  openRefuge()
  return inRefuge
}

/** Whole or not. */
function holdsData(directory: string): boolean {
  const data = join(directory, 'data')
  try {
    return readdirSync(data).length > 0
  } catch {
    return existsSync(data)
  }
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new Refusal(
      `Can't make the directory ${path}: ${(error as Error).message}. ` +
        'Give this user the right to write there, or name another place.',
    )
  }
}

/** @throws Refusal for data that no server could start from, saying what to do about it. */
export function isInitialised({ data, user }: Cluster): boolean {
  if (!existsSync(data)) return false
  let entries: string[]
  try {
    entries = readdirSync(data)
  } catch (error) {
    throw new Refusal(`Can't read ${data}: ${(error as Error).message}. Its owner must be the one who starts this.`)
  }
  if (entries.length === 0) return false
  if (!entries.includes('PG_VERSION') || !existsSync(join(data, 'global/pg_control')))
    throw new Refusal(
      `${data} holds a half-initialised database: ${entries.includes('PG_VERSION') ? 'global/pg_control' : 'PG_VERSION'} is missing. ` +
        'Nothing was touched. Put the whole directory back from a copy, or remove it (pnpm reset does that) and start again.',
    )
  if (!canEnter(user, data))
    throw new Refusal(
      `${data} holds a database that ${user?.name}, whom the server runs as, can't reach any more. ` +
        'Let other users enter the directories above it (chmod o+x), or move it.',
    )
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version !== major)
    throw new Refusal(
      `${data} was made by Postgres ${version}, and the embedded server is ${major}. ` +
        'Move the data with pg_dump of the old version, or remove the directory (pnpm reset does that) and start again.',
    )
  return true
}

/** The built-in provider needs no locale of the machine's. */
const builtinLocale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/**
 * initdb, beside the final place and renamed when it is whole, so that an interrupted one leaves nothing that could be
 * mistaken for a database; the next start clears it away.
 */
export async function initialise(
  cluster: Cluster,
  initdb: string,
  sync: boolean,
  locale: readonly string[] = builtinLocale,
): Promise<void> {
  const { directory, data, user } = cluster
  const unfinished = join(directory, 'data.unfinished')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const passwordFile = join(directory, 'password')
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid)
  await run(
    initdb,
    [
      `--pgdata=${unfinished}`,
      `--pwfile=${passwordFile}`,
      '--username=g5',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...locale,
      '--no-instructions',
      ...(sync ? [] : ['--no-sync']),
    ],
    user,
  )
  renameSync(unfinished, data)
}

export function passwordOf({ directory }: Cluster): string {
  try {
    return readFileSync(join(directory, 'password'), 'utf8').trim()
  } catch (error) {
    throw new Refusal(
      `The database in ${directory} is there, but not its password: ${(error as Error).message}. ` +
        'Put the file back, or remove the directory (pnpm reset does that) and start again.',
    )
  }
}

/** As the user that the server runs as. @throws {Refusal} with what it said */
export function run(program: string, args: string[], user: ServerUser | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      ...(user && { uid: user.uid, gid: user.gid }),
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
    child.once('error', (error) => fail(new Refusal(`Can't run ${program}: ${error.message}.`)))
    child.once('close', (code, signal) => {
      if (code === 0) return done()
      fail(new Refusal(`${program} ended with ${signal ?? `code ${code}`} and said: ${said.trim() || 'nothing'}`))
    })
  })
}
