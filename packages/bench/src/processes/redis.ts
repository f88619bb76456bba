import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { endWithUs, freePort, Refusal } from '@g5/testing/embedded-postgres'
import type { Scope } from '../scope.ts'

const binaries = ['redis-server', 'valkey-server']

/** `Redis server v=7.0.15 …`, of the binary that {@link startRedis} takes; undefined without one. */
export function redisVersion(): string | undefined {
  for (const binary of binaries) {
    const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' })
    if (stdout) return stdout.match(/v=(\S+)/)?.[1] ?? stdout.trim()
  }
  return undefined
}

/** An empty one on the loopback, keeping an append-only file as a deployment would. */
export async function startRedis(scope: Scope, directory: string): Promise<{ url: string; pid: number }> {
  const binary = binaries.find((name) => spawnSync(name, ['--version']).status === 0)
  if (!binary)
    throw new Refusal('There is no redis-server and no valkey-server on PATH. Install one, or try --backend postgres.')
  const port = await freePort()
  const settings = { port, bind: '127.0.0.1', dir: directory, save: '', appendonly: 'yes' }
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn(binary, flags, { cwd: '/', detached: true, stdio: 'ignore' })
  const pid = child.pid ?? 0
  const guard = endWithUs(pid, 'KILL')
  const ended = once(child, 'close')
  scope.defer(async () => {
    guard.release()
    child.kill('SIGKILL') // What it holds is for nobody.
    await ended
  })
  for (let tries = 0; !(await answers(port)); tries++) {
    if (child.exitCode !== null || tries > 200) throw new Refusal(`${binary} did not start on port ${port}.`)
    await wait(25)
  }
  return { url: `redis://127.0.0.1:${port}`, pid }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const answer = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket.once('data', (data) => answer(data.toString().startsWith('+PONG')))
    socket.once('error', () => answer(false))
  })
}
