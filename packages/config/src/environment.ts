import { z } from 'zod'
import { halfGivenPlace } from './backup-place.ts'
import { halfGivenRedis } from './redis.ts'

declare module 'zod' {
  interface GlobalMeta {
    /** Its value is never shown. */
    secret?: boolean | undefined
    /** What happens without it, where that is no single value. */
    unset?: string | undefined
  }
}

export type Variables = Readonly<Record<string, z.ZodType>>

/** What is wrong with one variable. `expected` never holds its value. */
export interface InvalidVariable {
  variable: string
  expected: string
}

/** Every variable that is missing or wrong, at once. The message has a line for each and is meant to be read. */
export class InvalidEnvironment extends Error {
  override name = 'InvalidEnvironment'
  readonly invalid: readonly InvalidVariable[]
  constructor(invalid: readonly InvalidVariable[]) {
    const lines = invalid.map(({ variable, expected }) => `\n  ${variable} ${expected}`)
    super(`The environment is not valid:${lines.join('')}`)
    this.invalid = invalid
  }
}

/** Spaces around a value are not part of it, and an empty one counts as not set. */
export function settingOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name]?.trim() || undefined
}

/**
 * Reads the variables of one program.
 * @throws {InvalidEnvironment}
 */
export function readEnvironment<V extends Variables>(env: NodeJS.ProcessEnv, variables: V): z.output<z.ZodObject<V>> {
  const given = settingsOf(env, variables)
  const invalid = invalidIn(given, variables)
  if (invalid.length > 0) throw new InvalidEnvironment(invalid)
  return z.object(variables).parse(given)
}

type Settings = Record<string, string | undefined>

export function settingsOf(env: NodeJS.ProcessEnv, variables: Variables): Settings {
  return Object.fromEntries(Object.keys(variables).map((name) => [name, settingOf(env, name)]))
}

/** What is wrong, each variable once. */
export function invalidIn(given: Readonly<Settings>, variables: Variables): InvalidVariable[] {
  const invalid = new Map<string, InvalidVariable>()
  for (const { path, message } of z.object(variables).safeParse(given).error?.issues ?? []) {
    const variable = String(path[0])
    const expected = given[variable] === undefined ? `is not set: it ${message}` : message
    if (!invalid.has(variable)) invalid.set(variable, { variable, expected })
  }
  const missing = missingTogether(given)
  return [...invalid.values(), ...missing.filter(({ variable }) => !invalid.has(variable))]
}

/** What one variable's value asks of another. */
function missingTogether(given: Readonly<Settings>): InvalidVariable[] {
  const invalid = [...halfGivenRedis(given), ...halfGivenPlace(given)]
  if (given['BACKUP_ENCRYPTION_KEY'] !== undefined && given['BACKUP_ENCRYPTION_KEY'] === given['ENCRYPTION_KEY'])
    invalid.push({
      variable: 'BACKUP_ENCRYPTION_KEY',
      expected: 'must be another than ENCRYPTION_KEY: who has a backup and that key would have every secret',
    })
  return invalid
}
