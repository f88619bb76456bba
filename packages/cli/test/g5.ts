import { execFile, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { bareEnvironment, until } from '@g5/testing'

const exec = promisify(execFile)
const home = fileURLToPath(new URL('..', import.meta.url))

interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/** A command under way. */
export interface Running {
  pid: number
  ended: Promise<Ran>
  /** All that it has written, to either end. */
  written(): string
  /** Waits until it has written that, or more often than `times` - 1 times. */
  wrote(text: string | RegExp, withinMs?: number): Promise<void>
  /** Types it. */
  type(keys: string): void
  kill(signal: NodeJS.Signals): void
}

interface Setting {
  env?: Record<string, string>
  input?: string
}

/** The command as it is published: built, packed, and unpacked where a package manager would put it. */
export interface Packed {
  tarball: string
  scratch: string
  bin: string
  profiles: string
  /** Runs it to its end. */
  g5(args: readonly string[], setting?: Setting): Promise<Ran>
  start(args: readonly string[], setting?: Setting): Running
  /** On a terminal of that many columns. */
  terminal(args: readonly string[], setting?: Setting & { columns?: number }): Running
  remove(): void
}

export async function pack(env: Record<string, string> = {}): Promise<Packed> {
  const scratch = mkdtempSync(join(tmpdir(), 'g5-cli-'))
  // In a copy: other tests pack it at the same time.
  const copy = join(scratch, 'package')
  mkdirSync(copy)
  for (const file of ['package.json', 'README.md', 'REFERENCE.md', 'LICENSE'])
    copyFileSync(join(home, file), join(copy, file))
  await exec(process.execPath, ['build.ts', join(copy, 'dist/g5.js')], { cwd: home })
  await exec('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', scratch], { cwd: copy })
  const tarball = join(scratch, readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? '')
  const installed = join(scratch, 'node_modules/@g5/cli')
  mkdirSync(installed, { recursive: true })
  await exec('tar', ['xzf', tarball, '-C', installed, '--strip-components=1'])
  const bin = join(installed, 'dist/g5.js')
  const whole = (own: Record<string, string> = {}) => ({
    ...bareEnvironment(),
    ...{ HOME: scratch, XDG_CONFIG_HOME: join(scratch, 'config'), TERM: 'xterm-256color', ...env, ...own },
  })

  const under = new Set<ReturnType<typeof spawn>>()

  function start(file: string, args: readonly string[], { env: own, input }: Setting, closes: boolean): Running {
    const child = spawn(file, args, { cwd: scratch, env: whole(own), stdio: 'pipe' })
    let [stdout, stderr, all] = ['', '', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      all += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
      all += text
    })
    child.stdin.on('error', () => {}) // It may end without reading.
    if (closes) child.stdin.end(input ?? '')
    under.add(child)
    child.once('close', () => under.delete(child))
    const ended = new Promise<Ran>((done) => child.once('close', (code) => done({ code, stdout, stderr })))
    return {
      pid: child.pid ?? 0,
      ended,
      written: () => all,
      async wrote(text, withinMs = 15_000) {
        const has = () => (typeof text === 'string' ? all.includes(text) : text.test(all))
        await until(has, { withinMs, what: `"${text}" in: ${all.slice(-500)}` }).catch((error: Error) => {
          throw new Error(`${error.message}\n${all.slice(-2_000)}`)
        })
      },
      type: (keys) => void child.stdin.write(keys),
      kill: (signal) => void child.kill(signal),
    }
  }

  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  return {
    ...{ tarball, scratch, bin, profiles: join(scratch, 'config/g5/profiles.json') },
    g5: (args, setting = {}) => start(process.execPath, [bin, ...args], setting, true).ended,
    start: (args, setting = {}) => start(process.execPath, [bin, ...args], setting, true),
    terminal(args, { columns = 80, ...setting } = {}) {
      const line = [process.execPath, bin, ...args].map(quoted).join(' ')
      return start('script', ['-qefc', `stty cols ${columns} rows 24; exec ${line}`, '/dev/null'], setting, false)
    },
    remove() {
      for (const child of under) child.kill('SIGKILL') // Of a test that failed.
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
