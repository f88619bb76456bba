import type { G5 } from '@g5/sdk'
import type { Command, Group } from './command.ts'
import { exits, Failure } from './failures.ts'
import type { Output } from './output/output.ts'
import { clientOf, type Session, sessionOf } from './profiles/session.ts'
import type { Store } from './profiles/store.ts'
import type { Terminal } from './terminal/terminal.ts'

/** What was typed before or after any command. */
export interface Globals {
  url?: string
  tenant?: string
  profile?: string
  json: boolean
  quiet: boolean
  verbose: boolean
  color: boolean
}

/** What a command has to work with. */
export interface Context {
  out: Output
  env: NodeJS.ProcessEnv
  globals: Globals
  store: Store
  terminal: Terminal
  /** All commands, for what tells of them. */
  entries: readonly (Command | Group)[]
  /** The client of the deployment; it asks as whoever one is. @throws {Failure} for nobody */
  readonly g5: G5
  readonly session: Session
}

export function createContext(parts: Omit<Context, 'g5' | 'session'>): Context {
  let session: Session | undefined
  let client: G5 | undefined
  return {
    ...parts,
    get session() {
      session ??= sessionOf(parts.globals, parts.env, parts.store)
      return session
    },
    get g5() {
      client ??= clientOf(known(this.session))
      return client
    },
  }
}

/** @throws {Failure} for nobody */
export function known(session: Session): Session {
  if (session.credential !== undefined) return session
  throw new Failure(`You are nobody at ${session.url}`, {
    next: 'Sign in with `g5 login`, or set G5_API_KEY (and G5_URL).',
    exit: exits.refused,
  })
}
