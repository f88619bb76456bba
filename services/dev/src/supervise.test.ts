import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, until } from '@g5/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLog } from './log.ts'
import type { Settings } from './settings.ts'
import { type Supervisor, supervise } from './supervise.ts'

let directory: string
let settings: Settings
let said: string
let supervisor: Supervisor

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'g5-supervise-'))
  said = ''
  settings = {
    dataDir: directory,
    databaseUrl: undefined,
    apiPort: await freePort(),
    workerPort: await freePort(),
    logFormat: 'pretty',
  }
})
afterEach(async () => {
  supervisor.stop()
  await supervisor.done
  rmSync(directory, { recursive: true, force: true })
})

/** A program that stands where a service would, so that the supervisor's own promises can be seen. */
function program(name: string, source: string): string {
  const file = join(directory, `${name}.mts`)
  writeFileSync(file, source)
  return file
}
const server = (port: string, more = '') => `
  import { createServer } from 'node:http'
  createServer((_, response) => response.writeHead(404).end('{}')).on('request', () => {}).listen(process.env.${port})
  process.on('SIGTERM', () => { console.log('leaving'); process.exit(0) })
  ${more}`
const ready = (port: string, more = '', serves = ['/ready', '/console/']) =>
  server(port, more).replace('writeHead(404)', `writeHead(${JSON.stringify(serves)}.includes(_.url) ? 200 : 404)`)

function start(programs: Partial<Record<'migrate' | 'seed' | 'api' | 'worker' | 'console', string>> = {}, env = {}) {
  const entries = {
    migrate: program('migrate', programs.migrate ?? 'console.log("migrating " + process.env.DATABASE_URL)'),
    seed: program('seed', programs.seed ?? 'console.log("seeding")'),
    api: program('api', programs.api ?? ready('PORT')),
    worker: program('worker', programs.worker ?? ready('WORKER_PORT')),
    console: {
      folder: directory,
      program: program('console', programs.console ?? `console.log('building in', process.cwd(), process.argv[2])`),
      ...{ args: ['build'], makes: join(directory, 'dist/index.html'), from: [] },
    },
  }
  const write = (text: string) => {
    said += text
  }
  const log = createLog({ format: 'pretty', colours: false, write, now: () => new Date() })
  supervisor = supervise(settings, { PATH: process.env['PATH'], ...env }, entries, log)
  return supervisor
}
const isReady = () => until(() => said.includes('ready in'), { what: 'the line that says ready', withinMs: 20_000 })

it('starts all in order, says ready with credentials, and stops worker, API and Postgres in that order', async () => {
  const { stop, done } = start()
  await isReady()
  expect(said).toMatch(/postgres \| up on port [\s\S]*migrating postgres:\/\/g5:[\s\S]*seeding[\s\S]*ready in/)
  expect(said).toMatch(
    /ready in .*API http:\/\/127\.0\.0\.1:\d+ .*user admin@demo\.test \S+ · API key g5k_\w+ · operator key/,
  )
  stop()
  expect(await done).toEqual({ kind: 'asked' })
  expect(said.slice(said.indexOf('ready in'))).toMatch(/worker {3}\| leaving\napi {6}\| leaving/)
})

it('builds the console before the API starts, as in production, and says how long it took', async () => {
  start({ console: `console.log('building in', process.cwd(), process.argv[2], process.env.NODE_ENV)` })
  await isReady()
  expect(said).toContain(`console  | building in ${realpathSync(directory)} build production\n`)
  expect(said).toMatch(
    /console {2}\| built in \d+\.\d s\n[\s\S]*ready in .* · console http:\/\/127\.0\.0\.1:\d+\/console · /,
  )
})

it.each([
  ['is built already', {}, true],
  ['lies elsewhere', { CONSOLE_DIR: '/elsewhere' }, false],
])('builds no console where it %s', async (_, env, isBuilt) => {
  if (isBuilt) {
    mkdirSync(join(directory, 'dist'))
    writeFileSync(join(directory, 'dist/index.html'), '')
  }
  start({ console: 'process.exit(1)' }, env)
  await isReady()
  expect(said).not.toContain('console  |')
})

it('stops when the console can not be built', async () => {
  const { done } = start({ console: 'console.log("no such import"); process.exit(1)' })
  expect(await done).toEqual({
    kind: 'failed',
    sentence: expect.stringMatching(
      /^The command console \(.*\) ended with code 1\. Its last lines:\n {2}no such import$/,
    ),
  })
  expect(said).not.toContain('ready in')
})

it('is not ready before the console is served', async () => {
  const { stop, done } = start({
    api: ready('PORT', '', ['/ready']).replace(
      "on('request', () => {})",
      "on('request', ({ url }) => console.log('asked for', url))",
    ),
  })
  await until(() => said.includes('asked for /console/'), { what: 'the console to be asked for' })
  expect(said).not.toContain('ready in')
  stop()
  expect(await done).toEqual({ kind: 'asked' })
})

it('starts again on the same data with the same secrets', async () => {
  const first = start()
  await isReady()
  const credentials = said.match(/user .*/)?.[0]
  first.stop()
  await first.done
  said = ''
  start()
  await isReady()
  expect(said).toContain(credentials)
})

it('tells which service ended, how, and with what last words, and stops the rest', async () => {
  const { done } = start({
    worker: ready('WORKER_PORT', 'setTimeout(() => { console.log("oh no"); process.exit(9) }, 300)'),
  })
  expect(await done).toEqual({
    kind: 'failed',
    sentence: expect.stringMatching(/^The worker ended with code 9 and should still run\. Its last lines:\n {2}oh no$/),
  })
  expect(said).toContain('api      | leaving')
})

it('stops when a command before the services fails', async () => {
  const { done } = start({ seed: 'console.log("no tenant"); process.exit(4)' })
  expect(await done).toEqual({
    kind: 'failed',
    sentence: expect.stringMatching(/^The command seed \(.*\) ended with code 4\. Its last lines:\n {2}no tenant$/),
  })
  expect(said).not.toContain('leaving')
})

it('stops cleanly while it is still starting', async () => {
  const { stop, done } = start({ api: server('PORT') })
  await until(() => said.includes('seeding'), { what: 'the seed' })
  stop()
  expect(await done).toEqual({ kind: 'asked' })
  expect(existsSync(join(directory, 'postgres/data/postmaster.pid'))).toBe(false)
})

it('uses a database of one’s own and starts none then', async () => {
  settings.databaseUrl = 'postgres://somebody@example.test/own'
  start()
  await isReady()
  expect(said).toContain('migrating postgres://somebody@example.test/own')
  expect(existsSync(join(directory, 'postgres'))).toBe(false)
})
