import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { endWithUs } from '@g5/testing/embedded-postgres'
import { repository } from './settings.ts'

export interface Child {
  name: string
  pid: number
  ended: Promise<Ending>
  /** SIGTERM, and SIGKILL after 30 s. */
  stop(): Promise<void>
  kill(): void
}

export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  lastLines: string[]
}

export const isWell = ({ code }: Ending) => code === 0

export const howItEnded = ({ code, signal }: Ending) => (signal ? `was ended by ${signal}` : `ended with code ${code}`)

export interface Program {
  /** What Node is called with. */
  args: readonly string[]
  cwd: string
}

/** An entry of ours in TypeScript, by its path from the repository's root. */
export const entry = (file: string): Program => ({ args: ['--conditions=source', file], cwd: repository })

/**
 * Runs Node as a process of its own. Not in our process group: Ctrl-C in a terminal would reach all at once, and the
 * order of stopping matters. It gets SIGTERM when we are gone without having said so.
 */
export function startChild(
  name: string,
  { args, cwd }: Program,
  env: Readonly<Record<string, string | undefined>>,
  onLine: (line: string) => void,
): Child {
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lastLines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      if (lastLines.push(line) > 10) lastLines.shift()
      onLine(line)
    })
  const ended = once(child, 'close').then(
    ([code, signal]): Ending => ({ code, signal, lastLines }),
    (error: Error): Ending => ({ code: null, signal: null, lastLines: [error.message] }),
  )
  const pid = child.pid ?? 0
  const guard = endWithUs(pid, 'TERM')
  void ended.then(() => guard.release())
  return {
    name,
    pid,
    ended,
    async stop() {
      child.kill('SIGTERM')
      if (!(await Promise.race([ended, wait(30_000, undefined, { ref: false })]))) child.kill('SIGKILL')
      await ended
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
