import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { endWithUs } from './guard.ts'
import { until } from './until.ts'

const repository = resolve(import.meta.dirname, '../../..')

export interface ServiceOptions {
  /** Answers 200 once the service takes work: `http://127.0.0.1:3000/ready`. */
  readyUrl?: string
  /** What follows the file on its command line. */
  args?: readonly string[]
  /** How far its wall clock is off, in seconds (libfaketime); its monotonic clock stays right. */
  clockSkewSeconds?: number
}

/** A line of its log; one that is not JSON is `{ text }`. */
export type LogLine = Record<string, unknown>

export interface ServiceProcess {
  pid: number
  lines: LogLine[]
  /** Where it listens; undefined when it was started without a `readyUrl`. */
  origin: string | undefined
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Waits for `readyUrl` to answer 200. Fails at once, with its last lines, when the process ends instead. */
  ready(withinMs?: number): Promise<void>
  /** Waits for a line that fits; past ones count. */
  logged(fits: (line: LogLine) => boolean, withinMs?: number): Promise<LogLine>
  /** At once, and waits until it is gone, except for SIGSTOP and SIGCONT. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** SIGTERM, and SIGKILL after `graceMs`. Gives its exit code. Again is harmless. */
  stop(graceMs?: number): Promise<number | null>
}

/**
 * Runs a service's entry (a path from the repository's root) as a process of its own, with nothing of our environment
 * but what a program needs to run at all. It dies with the test.
 */
export function spawnService(file: string, env: Record<string, string>, options: ServiceOptions = {}): ServiceProcess {
  const child = spawn(process.execPath, ['--conditions=source', resolve(repository, file), ...(options.args ?? [])], {
    cwd: repository,
    detached: true,
    env: { ...bareEnvironment(), ...skew(options.clockSkewSeconds), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: LogLine[] = []
  collect(child.stdout, lines)
  collect(child.stderr, lines)
  const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const pid = child.pid ?? 0
  const guard = endWithUs(pid, 'KILL')
  void exited.then(() => guard.release())

  const failIfEnded = () => {
    if (!hasEnded()) return
    const last = lines.slice(-10).map((line) => `\n  ${JSON.stringify(line)}`)
    throw new Error(
      `${file} ended with ${child.signalCode ?? `code ${child.exitCode}`}. Its last lines:${last.join('')}`,
    )
  }
  async function kill(signal: NodeJS.Signals = 'SIGKILL') {
    if (hasEnded()) return
    child.kill(signal)
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await exited
  }
  return {
    pid,
    lines,
    origin: options.readyUrl && new URL(options.readyUrl).origin,
    exited,
    kill,
    async ready(withinMs = 20_000) {
      const { readyUrl } = options
      if (!readyUrl) throw new Error(`${file} was started without a readyUrl`)
      await until(() => hasEnded() || answersOk(readyUrl), { withinMs, what: `${file} to answer 200 at ${readyUrl}` })
      failIfEnded()
    },
    async logged(fits, withinMs = 10_000) {
      const line = await until(() => lines.find(fits) ?? (hasEnded() ? 'ended' : undefined), {
        withinMs,
        what: `a line in the log of ${file}`,
      })
      if (line === 'ended') failIfEnded()
      return line as LogLine
    },
    async stop(graceMs = 15_000) {
      if (!hasEnded()) child.kill('SIGTERM')
      const ended = await Promise.race([exited, wait(graceMs, undefined, { ref: false })])
      if (!ended) await kill('SIGKILL')
      return (await exited).code
    },
  }
}

function collect(stream: Readable, lines: LogLine[]): void {
  createInterface({ input: stream }).on('line', (text) => {
    try {
      lines.push(JSON.parse(text))
    } catch {
      lines.push({ text })
    }
  })
}

async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(2000) })
  await response.body?.cancel()
  return response.ok
}

/** What a process needs to run at all, and nothing of how this one was set up. */
export function bareEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

/** libfaketime as Debian's package `faketime` installs it; undefined where it is not. */
export function faketimeLibrary(): string | undefined {
  const found = ['/usr/lib', '/usr/lib64'].flatMap((root) =>
    entries(root).flatMap((name) => [`${root}/${name}/faketime`, `${root}/${name}`]),
  )
  return found.flatMap((place) =>
    entries(place).includes('libfaketimeMT.so.1') ? [`${place}/libfaketimeMT.so.1`] : [],
  )[0]
}

function skew(seconds: number | undefined): Record<string, string> {
  if (!seconds) return {}
  const library = faketimeLibrary()
  if (!library)
    throw new Error('A skewed clock needs libfaketime (Debian: apt-get install faketime); ask faketimeLibrary() first.')
  return {
    LD_PRELOAD: library,
    FAKETIME: `${seconds > 0 ? '+' : ''}${seconds}s`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
}

function entries(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
