import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Failure } from '../failures.ts'

/** One deployment, and who one is there. */
export interface Profile {
  url: string
  tenant?: string
  /** An API key, or the tokens of a login. */
  key?: string
  email?: string
  accessToken?: string
  refreshToken?: string
}

interface Profiles {
  current: string
  profiles: Record<string, Profile>
  /** What `g5 listen` signs with: the same each time, so that a local program may keep it. */
  listenSecret?: string
}

export interface Store {
  readonly file: string
  read(): Profiles
  /** Changes it while nobody else does; what it holds is read anew. */
  change<T>(make: (present: Profiles) => T | Promise<T>): Promise<T>
}

/** A lock that is older is one of a command that was killed. */
const lockLastsMs = 30_000

export function createStore(env: NodeJS.ProcessEnv): Store {
  const file = join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'g5', 'profiles.json')
  const lock = `${file}.lock`

  function read(): Profiles {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return { current: 'default', profiles: {} }
      throw new Failure(`${file} can not be read: ${codeOf(error)}`, { next: 'Make it yours, with mode 0600.' })
    }
    try {
      const found: unknown = JSON.parse(text)
      if (isProfiles(found)) return found
    } catch {
      // What is no JSON is told below, like JSON that is something else.
    }
    throw new Failure(`${file} holds no profiles`, { next: 'Mend it, or remove it and sign in again with `g5 login`.' })
  }

  function write(profiles: Profiles): void {
    const next = `${file}.${process.pid}`
    writeFileSync(next, `${JSON.stringify(profiles, undefined, 2)}\n`, { mode: 0o600 })
    chmodSync(next, 0o600)
    renameSync(next, file)
  }

  async function locked(): Promise<void> {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    for (;;) {
      try {
        return closeSync(openSync(lock, 'wx', 0o600))
      } catch (error) {
        if (codeOf(error) !== 'EEXIST')
          throw new Failure(`${lock} can not be made: ${codeOf(error)}`, {
            next: 'Set XDG_CONFIG_HOME to a folder of yours.',
          })
      }
      if (isOld()) rmSync(lock, { force: true })
      await wait(30)
    }
  }

  function isOld(): boolean {
    try {
      return Date.now() - statSync(lock).mtimeMs > lockLastsMs
    } catch {
      return false // It is free by now.
    }
  }

  return {
    file,
    read,
    async change(make) {
      await locked()
      try {
        const profiles = read()
        const made = await make(profiles)
        write(profiles)
        return made
      } finally {
        rmSync(lock, { force: true })
      }
    },
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

function isProfiles(value: unknown): value is Profiles {
  return (
    typeof value === 'object' &&
    value !== null &&
    'current' in value &&
    'profiles' in value &&
    typeof value.profiles === 'object'
  )
}
