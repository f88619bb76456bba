import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { bareEnvironment } from '@g5/testing'
import { endWithUs, Refusal } from '@g5/testing/embedded-postgres'
import type { Scope } from '../scope.ts'
import { type Caller, type Calls, callerOf } from './calls.ts'

export const repository = resolve(import.meta.dirname, '../../../..')

export interface NodeProcess<C extends Calls> {
  pid: number
  call: Caller<C>
}

export interface NodeOptions {
  scope: Scope
  /** When it ends unasked. */
  onDeath(error: Error): void
  env?: Record<string, string>
  /** Writes a CPU profile there at its end. */
  profile?: { directory: string; name: string } | undefined
}

/** Runs a TypeScript file of the repository as a process of its own, which ends with the scope, and with us. */
export function startNode<C extends Calls>(
  file: string,
  { scope, onDeath, env, profile }: NodeOptions,
): NodeProcess<C> {
  const flags = profile
    ? ['--cpu-prof', `--cpu-prof-dir=${resolve(profile.directory)}`, `--cpu-prof-name=${profile.name}.cpuprofile`]
    : []
  const child = spawn(process.execPath, ['--conditions=source', ...flags, resolve(repository, file)], {
    cwd: repository,
    env: { ...bareEnvironment(), ...env },
    detached: true, // Ctrl-C in a terminal is for us alone: we end them in order.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const lastLines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        if (lastLines.push(line) > 12) lastLines.shift()
      })
  const pid = child.pid ?? 0
  const guard = endWithUs(pid, 'KILL')
  let stopping = false
  const ended = once(child, 'close')
  void ended.then(([code, signal]) => {
    guard.release()
    const how = signal ?? `code ${code}`
    if (!stopping) onDeath(new Refusal(`${file} ended with ${how}. Its last lines:\n  ${lastLines.join('\n  ')}`))
  })
  child.on('error', () => {}) // A message to a process that is just ending.
  scope.defer(async () => {
    stopping = true
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await Promise.race([ended, wait(15_000, undefined, { ref: false })])
    child.kill('SIGKILL')
    await ended
  })
  return { pid, call: callerOf<C>(child) }
}
