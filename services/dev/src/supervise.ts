import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { hasEmbeddedPostgres, isPortFree, Refusal, startEmbeddedPostgres } from '@g5/testing/embedded-postgres'
import { type Child, type Ending, entry, howItEnded, isWell, type Program, startChild } from './child.ts'
import { type ConsoleBuild, isStale } from './console.ts'
import type { Api } from './demo.ts'
import type { DemoReceiver } from './demo-receiver.ts'
import { demonstrate } from './demonstrate.ts'
import { readDevEnv, type Secrets, secretsOf, writeDevEnv } from './dev-env.ts'
import { Interrupted } from './interrupted.ts'
import { type Log, quote, type Speaker } from './log.ts'
import { postgresDir, repository, type Settings } from './settings.ts'

/** The programs that are run, as paths from the repository's root. */
export interface Entries {
  migrate: string
  seed: string
  api: string
  worker: string
  console: ConsoleBuild
}

/** Why all of it stops: somebody asked, or a part ended that should not have. */
type Stopped = { kind: 'asked' } | { kind: 'failed'; sentence: string }

export interface Supervisor {
  /** Resolves when everything has stopped. */
  done: Promise<Stopped>
  /** In order: worker, API, Postgres. */
  stop(): void
  /** At once. */
  kill(): void
}

interface Part {
  stop(): Promise<void>
  kill(): void
}

/** Starts everything in its order and watches over it. */
export function supervise(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
  entries: Entries,
  log: Log,
): Supervisor {
  const began = performance.now()
  const parts: Part[] = [] // In the order of starting; stopped in reverse.
  const { promise: stopped, resolve: stop } = Promise.withResolvers<Stopped>()
  const fail = (sentence: string) => stop({ kind: 'failed', sentence })
  const orStop = <T>(work: Promise<T>): Promise<T> =>
    Promise.race([
      work,
      stopped.then((): never => {
        throw new Interrupted()
      }),
    ])

  async function start() {
    const { dataDir } = settings
    const consoleBuilt = buildConsole()
    consoleBuilt.catch(() => {}) // Told where it is waited for.
    const kept = readDevEnv(dataDir)
    const secrets = secretsOf(env, kept, dataDir, hasEmbeddedPostgres(postgresDir(dataDir)))
    const databaseUrl = settings.databaseUrl ?? (await startPostgres(await lastPort(kept['DATABASE_URL'])))
    const api: Api = { url: `http://127.0.0.1:${settings.apiPort}`, key: secrets.SEED_API_KEY }
    writeDevEnv(dataDir, kept, secrets, { G5_URL: api.url, G5_API_KEY: api.key, DATABASE_URL: databaseUrl })
    const childEnv = {
      NODE_ENV: 'development',
      ...env,
      ...secrets,
      DATABASE_URL: databaseUrl,
      PORT: String(settings.apiPort),
      WORKER_PORT: String(settings.workerPort),
    }
    await runOnce('migrate', entries.migrate, childEnv)
    await runOnce('seed', entries.seed, childEnv)
    await consoleBuilt
    keepRunning('api', entries.api, childEnv)
    keepRunning('worker', entries.worker, childEnv)
    await Promise.all([
      untilReady('The API', `${api.url}/ready`),
      untilReady('The worker', `http://127.0.0.1:${settings.workerPort}/ready`),
    ])
    await untilReady('The console', `${api.url}/console/`)
    const receiver = await demonstrate(api, log, orStop)
    if (receiver) parts.push({ stop: receiver.close, kill: () => {} })
    sayReady(api, secrets, receiver)
  }

  function startPostgres(port: number | undefined): Promise<string> {
    const starting = startEmbeddedPostgres({
      directory: postgresDir(settings.dataDir),
      takeOver: true,
      ...(port && { port }),
      settings: { log_line_prefix: '', log_checkpoints: 'off' },
      onLog: (line) => /^(WARNING|ERROR|FATAL|PANIC|DETAIL|HINT):/.test(line) && log.say('postgres', line, 'warn'),
      onNote: (note) => log.say('postgres', note),
    })
    parts.push({
      stop: async () => (await starting.catch(() => undefined))?.stop(),
      kill: () => void starting.then((server) => server.kill()).catch(() => {}),
    })
    return orStop(
      starting.then((server) => {
        void server.exited.then((end) => fail(`Postgres ${howItEnded(end)}.${lastWords(end)}`))
        log.say('postgres', `up on port ${server.port}, data in ${server.directory}`)
        return server.url
      }),
    )
  }

  /** Beside Postgres and its migrations. One that lies elsewhere is somebody else's to build. */
  async function buildConsole() {
    if (env['CONSOLE_DIR'] || !isStale(entries.console, repository)) return
    const { folder, program, args } = entries.console
    const build = { args: [resolve(repository, program), ...args], cwd: resolve(repository, folder) }
    const started = performance.now()
    // Whatever else runs here, what it makes is what is served in production.
    await runOnce('console', program, { ...env, NODE_ENV: 'production' }, build)
    log.say('console', `built in ${secondsSince(started)} s`)
  }

  async function runOnce(name: Speaker, file: string, childEnv: NodeJS.ProcessEnv, program = entry(file)) {
    const child = launch(name, program, childEnv)
    const end = await orStop(child.ended)
    if (!isWell(end)) throw new Refusal(`The command ${name} (${file}) ${howItEnded(end)}.${lastWords(end)}`)
  }

  function keepRunning(name: Speaker, file: string, childEnv: NodeJS.ProcessEnv) {
    const child = launch(name, entry(file), childEnv)
    void child.ended.then((end) => fail(`The ${name} ${howItEnded(end)} and should still run.${lastWords(end)}`))
  }

  function launch(name: Speaker, program: Program, childEnv: NodeJS.ProcessEnv): Child {
    const child = startChild(name, program, childEnv, (line) => log.pass(name, line))
    parts.push(child)
    return child
  }

  async function untilReady(what: string, url: string) {
    const deadline = performance.now() + 60_000
    let last = 'no answer'
    while (performance.now() < deadline) {
      try {
        const response = await orStop(fetch(url, { signal: AbortSignal.timeout(2000) }))
        last = `${response.status} ${await response.text()}`
        if (response.ok) return
      } catch (error) {
        if (error instanceof Interrupted) throw error
      }
      await wait(25)
    }
    throw new Refusal(`${what} did not become ready within 60 s. ${url} gave last: ${last}`)
  }

  function sayReady(api: Api, secrets: Secrets, receiver: DemoReceiver | undefined) {
    log.say(
      'g5',
      [
        `ready in ${secondsSince(began)} s`,
        `console ${api.url}/console`,
        `API ${api.url}`,
        `reference ${api.url}/docs`,
        `worker http://127.0.0.1:${settings.workerPort}`,
        ...(receiver ? [`demo receiver ${receiver.url}`] : []),
        `user admin@demo.test ${secrets.SEED_ADMIN_PASSWORD}`,
        `API key ${secrets.SEED_API_KEY}`,
        `operator key ${secrets.OPERATOR_API_KEY}`,
      ].join(' · '),
    )
  }

  async function run(): Promise<Stopped> {
    const starting = start().catch((error) => {
      if (error instanceof Refusal) fail(error.message)
      else if (!(error instanceof Interrupted)) fail(error instanceof Error ? String(error.stack) : String(error))
    })
    const reason = await stopped
    await starting // Then nothing is added to `parts` any more.
    for (const part of parts.toReversed()) await part.stop()
    return reason
  }

  return {
    done: run(),
    stop: () => stop({ kind: 'asked' }),
    kill: () => {
      for (const part of parts) part.kill()
    },
  }
}

const secondsSince = (began: number) => ((performance.now() - began) / 1000).toFixed(1)

function lastWords({ lastLines }: Pick<Ending, 'lastLines'>): string {
  return lastLines.length > 0 ? ` Its last lines:\n  ${lastLines.slice(-5).map(quote).join('\n  ')}` : ''
}

/** The port of the last start, so that a URL someone noted down goes on working; any other where it is taken. */
async function lastPort(lastUrl: string | undefined): Promise<number | undefined> {
  const port = Number(lastUrl && URL.parse(lastUrl)?.port)
  return port && (await isPortFree(port)) ? port : undefined
}
