import { randomBytes } from 'node:crypto'
import { apiVariables, loadApiConfig } from '../../packages/config/src/api.ts'
import { commandVariables, loadCommandConfig } from '../../packages/config/src/commands.ts'
import { loadWorkerConfig, workerVariables } from '../../packages/config/src/worker.ts'

type Environment = Record<string, string>

const programs = {
  api: { variables: apiVariables, load: loadApiConfig },
  worker: { variables: workerVariables, load: loadWorkerConfig },
  command: { variables: commandVariables, load: loadCommandConfig },
}

/** What Node and OpenTelemetry read for themselves. */
const ofLibraries = /^(NODE_OPTIONS|OTEL_\w+)$/

/** Which of our programs a container of ours starts; undefined for another's image. */
export function programOf(image: string, command: readonly string[] | undefined): keyof typeof programs | undefined {
  if (/(^|\/)g5-core-worker([:@]|$)/.test(image)) return 'worker'
  if (/(^|\/)g5-core-backup([:@]|$)/.test(image)) return 'command'
  if (!/(^|\/)g5-core-api([:@]|$)/.test(image)) return undefined
  return command?.join(' ').startsWith('node dist/commands/') ? 'command' : 'api'
}

/** Backups, restores and drills run pg_dump and pg_restore, which one image alone has. */
export function hasTools(image: string, command: readonly string[] | undefined): boolean {
  return /(^|\/)g5-core-backup([:@]|$)/.test(image) || !/commands\/(backup|restore)/.test(command?.join(' ') ?? '')
}

/** What is wrong with the variables that a container gets, as its program itself judges them in production. */
export function judgeEnvironment(program: keyof typeof programs, env: Environment): string[] {
  const { variables, load } = programs[program]
  const known = variables('production')
  const unknown = Object.keys(env).filter((name) => !(name in known) && !ofLibraries.test(name))
  const faults = unknown.map((name) => `${name} is nothing that it reads`)
  try {
    load({ NODE_ENV: 'production', ...env })
  } catch (error) {
    faults.push((error as Error).message)
  }
  return faults
}

/** Stands for a secret that a deployer makes: `openssl rand -hex 24`. */
export const anySecret = () => randomBytes(24).toString('hex')
