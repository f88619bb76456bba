import { parseArgs } from 'node:util'
import { Refusal } from '@g5/testing/embedded-postgres'
import { claim } from './claim.ts'
import { consoleBuild } from './console.ts'
import { readDevEnv } from './dev-env.ts'
import { createLog } from './log.ts'
import { watchPackageManager } from './package-manager.ts'
import { dataDirOf, readSettings } from './settings.ts'
import { supervise } from './supervise.ts'

const help = `pnpm start: G5 Core for development, all of it in one terminal

Starts Postgres (embedded, unless DATABASE_URL is set), migrates and seeds it, builds the console if its sources have
changed, starts the API, the worker and a receiver for demonstration, and sends it a first webhook. Ctrl-C stops
everything; a second Ctrl-C at once.

  PORT          port of the API                        3000
  WORKER_PORT   port of the worker's health, metrics   3001
  DATA_DIR      database and generated secrets         .data/ (secrets in .data/dev.env)
  DATABASE_URL  a Postgres of your own                 embedded
  REDIS_URL     a Redis of your own                    none: queues live in Postgres
  LOG_FORMAT    pretty or json                         pretty
  NO_COLOR      no colours

Every other variable of the README's table goes to the API and the worker as it is.
pnpm reset removes DATA_DIR.
`

const entries = {
  migrate: 'services/api/src/commands/migrate-run.ts',
  seed: 'services/api/src/commands/seed.ts',
  api: 'services/api/src/main.ts',
  worker: 'services/webhook-worker/src/main.ts',
  console: consoleBuild,
}

/** One Ctrl-C may reach us twice, from the terminal and from the package manager. */
const sameKeypressMs = 1000

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    process.stdout.write(help)
    return 0
  }
  const env = withoutOwnDatabase(process.env)
  const settings = readSettings(env)
  const log = createLog({
    format: settings.logFormat,
    colours: !env['NO_COLOR'] && (process.stdout.isTTY || Boolean(env['FORCE_COLOR'])),
    write: (text) => void process.stdout.write(text),
    now: () => new Date(),
  })
  process.stdout.on('error', () => {}) // A terminal that was closed; stopping goes on without it.
  const claimed = await claim(settings)
  try {
    const supervisor = supervise(settings, env, entries, log)
    const askedAt: number[] = []
    const onSignal = (signal: string) => {
      const now = performance.now()
      const first = askedAt[0] ?? now
      askedAt.push(now)
      if (askedAt.length === 1) {
        log.say('g5', `${signal}: stopping worker, API and Postgres; once more ends them at once`)
        supervisor.stop()
      } else if (now - first > sameKeypressMs) supervisor.kill()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
    watchPackageManager(() => onSignal('The package manager was ended'))
    const reason = await supervisor.done
    if (reason.kind === 'failed') throw new Refusal(reason.sentence)
    log.say('g5', 'stopped')
    return 0
  } finally {
    claimed.release()
  }
}

/** A shell that sourced and exported dev.env names our own database, which is still ours to start. */
function withoutOwnDatabase(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL, ...rest } = env
  const own = readDevEnv(dataDirOf(env))['DATABASE_URL']
  return DATABASE_URL && DATABASE_URL === own ? rest : env
}

try {
  process.exit(await main())
} catch (error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}
