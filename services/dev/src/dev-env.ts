import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mintApiKey } from '@g5/core'
import { Refusal } from '@g5/testing/embedded-postgres'

const random = () => randomBytes(32).toString('base64url')

/** What a development deployment needs and nobody wants to invent. */
const generators = {
  JWT_SECRET: random,
  ENCRYPTION_KEY: random,
  OPERATOR_API_KEY: () => `g5op_${random()}`,
  SEED_ADMIN_PASSWORD: () => randomBytes(12).toString('base64url'),
  SEED_API_KEY: () => mintApiKey().secret,
} as const
type Secret = keyof typeof generators
export type Secrets = Record<Secret, string>

export const devEnvFile = (dataDir: string) => join(dataDir, 'dev.env')

export function readDevEnv(dataDir: string): Record<string, string> {
  const file = devEnvFile(dataDir)
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) : {}
}

/**
 * The secrets of this run: the environment's, else those of `kept`, else new ones.
 * @param hasData whether there is a database already; what it encrypted is lost without the key.
 */
export function secretsOf(
  env: Readonly<Record<string, string | undefined>>,
  kept: Record<string, string>,
  dataDir: string,
  hasData: boolean,
): Secrets {
  if (hasData && !env['ENCRYPTION_KEY'] && !kept['ENCRYPTION_KEY'])
    throw new Refusal(
      `${dataDir} holds a database, but ${devEnvFile(dataDir)} with the key to its secrets is gone. ` +
        'Put the file back or set ENCRYPTION_KEY; to start from nothing: pnpm reset.',
    )
  const names = Object.keys(generators) as Secret[]
  return Object.fromEntries(names.map((name) => [name, env[name] || kept[name] || generators[name]()])) as Secrets
}

/**
 * Writes `dev.env` (0600): what this run uses, so that a shell can `source` it and the next run finds it again.
 * A key that encrypted data is never written over by one that was only lent through the environment.
 */
export function writeDevEnv(
  dataDir: string,
  kept: Record<string, string>,
  secrets: Secrets,
  run: Record<string, string>,
) {
  const lasting = { ...secrets, ENCRYPTION_KEY: kept['ENCRYPTION_KEY'] ?? secrets.ENCRYPTION_KEY }
  const text = [
    `# Made by pnpm start for development; pnpm reset removes it. In a shell: source ${devEnvFile(dataDir)}`,
    ...lines(lasting),
    '',
    '# Of the last start',
    ...lines(run),
    '',
  ].join('\n')
  const file = devEnvFile(dataDir)
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const lines = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`)

/** For sh: bare where every character is harmless, else in single quotes. */
function quote(value: string): string {
  return /^[A-Za-z0-9_.,:/@%+=-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}

/** Reads what {@link quote} writes. */
function parse(text: string): Record<string, string> {
  const entries = text.matchAll(/^([A-Z0-9_]+)=((?:'[^']*'|\\'|[^\s'\\])*)$/gm)
  return Object.fromEntries(
    [...entries].map(([, name = '', value = '']) => [
      name,
      value.replace(/'([^']*)'|\\'/g, (_, inner) => inner ?? "'"),
    ]),
  )
}
