import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { BackupFailure } from './failure.ts'

export type Tool = 'pg_dump' | 'pg_restore'

export interface RunTool {
  /** Directories that programs are looked for in, with colons between them. */
  path: string
  /** Whose database; its password is given to the tool in its environment, never on its command line. */
  databaseUrl: string
  signal?: AbortSignal | undefined
}

/** What libpq knows of what may stand behind the `?` of a URL; our own driver knows more. */
const known = ['sslmode', 'sslcert', 'sslkey', 'sslrootcert', 'channel_binding', 'connect_timeout', 'host', 'port']

/**
 * The major version of a tool.
 * @throws {BackupFailure} when it is not there
 */
async function toolVersion(tool: Tool, path: string): Promise<number> {
  const child = spawn(tool, ['--version'], { env: { PATH: path, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  try {
    await once(child, 'close')
  } catch (error) {
    throw missing(tool, error)
  }
  const [, major] = /\(PostgreSQL\) (\d+)/.exec(said) ?? []
  if (major === undefined) throw new BackupFailure(`${tool} does not say its version.`)
  return Number(major)
}

function missing(tool: Tool, error: unknown): BackupFailure {
  const code = error instanceof Error && 'code' in error ? error.code : error
  return new BackupFailure(
    `${tool} can not be run (${code}). Install the client of your Postgres (Debian: apt-get install postgresql-client), ` +
      'or name its directory in PG_BIN_DIR.',
  )
}

/** @throws {BackupFailure} when the tool is older than what it is to read: it would refuse, in other words */
export async function requireTool(tool: Tool, path: string, atLeast: number, what: string): Promise<number> {
  const version = await toolVersion(tool, path)
  if (version < atLeast)
    throw new BackupFailure(
      `${tool} is version ${version}, and ${what} ${atLeast}: it must not be older. ` +
        `Install the client of version ${atLeast} or later, or name its directory in PG_BIN_DIR.`,
    )
  return version
}

/** A tool at work. Read or write its stream, then wait for `ended`; `stop` ends it, if it has not ended. */
export function startTool(tool: Tool, args: string[], { path, databaseUrl, signal }: RunTool) {
  const { bare, password } = withoutPassword(databaseUrl)
  const child = spawn(tool, [...args, `--dbname=${bare}`, '--no-password'], {
    env: { PATH: path, LC_ALL: 'C', ...(password && { PGPASSWORD: password }) },
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
  })
  return { stdin: child.stdin, stdout: child.stdout, ended: ending(tool, child), stop: () => void child.kill() }
}

/** @throws {BackupFailure} with the tool's last words when it did not end well */
async function ending(tool: Tool, child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-4_000)
  })
  let code: number | null
  let signal: NodeJS.Signals | null
  try {
    ;[code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw new BackupFailure(`${tool} was stopped.`)
    throw missing(tool, error)
  }
  if (code === 0) return
  const lines = said.trim().split('\n').filter(isOurs).slice(-3)
  throw new BackupFailure(`${tool} ended with ${signal ?? `code ${code}`}: ${lines.join(' / ') || 'it said nothing'}`)
}

/** The statement that failed may hold what a tenant stored, and so may the row it failed at. */
const isOurs = (line: string) => /^pg_(dump|restore): /.test(line) && !/Command was:/.test(line)

function withoutPassword(databaseUrl: string): { bare: string; password: string } {
  const url = new URL(databaseUrl)
  const password = decodeURIComponent(url.password)
  url.password = ''
  for (const name of [...url.searchParams.keys()]) if (!known.includes(name)) url.searchParams.delete(name)
  return { bare: url.href, password }
}
