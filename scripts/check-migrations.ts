// Shows, on a database of its own, that the migrations apply, that nothing is pending after them, that the check says
// so when something is, and that the schema in the code is the one they make.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../packages/testing/src/embedded-postgres.ts'

const root = new URL('..', import.meta.url)

async function main(): Promise<number> {
  const temporary = mkdtempSync(join(tmpdir(), 'g5-check-migrations-'))
  const directory = join(temporary, 'postgres')
  const server = await startEmbeddedPostgres({ directory, throwaway: true })
  try {
    const env = { DATABASE_URL: server.url, NODE_OPTIONS: '--conditions=source' }
    const api = (script: string) => run('services/api', ['--run', script], env)
    return judge([
      ['drizzle-kit check', run('packages/db', ['node_modules/drizzle-kit/bin.cjs', 'check'], env), true],
      ['migrate:check before the migrations', api('migrate:check'), false],
      ['migrate:run', api('migrate:run'), true],
      ['migrate:run again', api('migrate:run'), true],
      ['migrate:check after them', api('migrate:check'), true],
    ])
  } finally {
    await server.stop()
    await removeEmbeddedPostgres(directory)
    rmSync(temporary, { recursive: true, force: true })
  }
}

interface Ran {
  ok: boolean
  output: string
}

function run(place: string, args: string[], env: Record<string, string>): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: new URL(place, root),
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { ok: status === 0, output: `${stdout}${stderr}` }
}

function judge(steps: [name: string, ran: Ran, shouldSucceed: boolean][]): number {
  const wrong = steps.filter(([, { ok }, shouldSucceed]) => ok !== shouldSucceed)
  for (const [name, { ok, output }] of wrong)
    process.stderr.write(`${name} should have ${ok ? 'failed' : 'succeeded'}:\n${output}\n`)
  if (wrong.length === 0)
    process.stdout.write(`The migrations apply, and all ${steps.length} steps went as they should.\n`)
  return wrong.length === 0 ? 0 : 1
}

process.exitCode = await main()
