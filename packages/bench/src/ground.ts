import type { Options } from './options.ts'
import { type Server, startPostgres } from './processes/postgres.ts'
import type { Scope } from './scope.ts'

/** What all turns stand on. */
export interface Ground {
  options: Options
  postgres: Server
  /** Shows what goes on now. */
  say(what: string): void
  /** A process ended unasked: the bench is over. */
  onDeath(error: Error): void
}

export async function layGround(scope: Scope, { options, say, onDeath }: Omit<Ground, 'postgres'>): Promise<Ground> {
  say('starting Postgres')
  return { options, say, onDeath, postgres: await startPostgres(scope, options.directory) }
}

/** Writes a profile of this process, where profiles are wanted. */
export function profileOf({ options }: Ground, name: string) {
  return options.profile ? { directory: options.profile, name: `${name}-${process.pid}-${++profiles}` } : undefined
}
let profiles = 0
