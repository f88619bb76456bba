import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port.ts'
import { endWithUs } from './guard.ts'
import { ask } from './servers/desk.ts'
import { findRedisBinary } from './servers/redis-binary.ts'
import { until } from './until.ts'

export interface RedisOptions {
  /** Any free one unless told. */
  port?: number
  /** Whether it remembers over `restart`; off unless told. */
  appendonly?: boolean
  /** Where it keeps its files; a temporary directory, removed at `stop`, unless told. */
  dir?: string
  /** How many numbered databases it has. */
  databases?: number
  /** More arguments, such as `['--maxmemory', '1mb']`. */
  args?: string[]
}

export interface OwnRedis {
  url: string
  port: number
  /** Ends it as an operator would and removes its temporary files. Again is harmless. */
  stop(): Promise<void>
  /** SIGKILL: what was not on disk is gone. */
  kill(): Promise<void>
  /** SIGSTOP: connections stay open and nobody answers. */
  pause(): void
  resume(): void
  /** A command without arguments, as from an operator's terminal. */
  command(name: string): Promise<void>
  /** On the same port and directory, after `kill` or from running. */
  restart(): Promise<void>
}

/** Whether tests may start a Redis of their own and treat it badly. */
export const canStartRedis = () => findRedisBinary() !== undefined

/** A redis-server (or valkey-server) of one's own, on the loopback; it ends when this process does. */
export async function startRedis(options: RedisOptions = {}): Promise<OwnRedis> {
  const binary = findRedisBinary()
  if (!binary) throw new Error('There is no redis-server and no valkey-server on PATH; ask canStartRedis() first.')
  const port = options.port ?? (await freePort())
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'g5-test-redis-')))
  const args = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''],
    ...['--appendonly', options.appendonly ? 'yes' : 'no', '--databases', String(options.databases ?? 16)],
    ...(options.args ?? []),
  ]
  let child = await launch(binary, args, port)

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    child.kill('SIGCONT') // A stopped process takes no SIGTERM before it goes on.
    await gone
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: () => end('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async command(name) {
      const { Redis } = await import('ioredis')
      const redis = new Redis(port)
      try {
        await redis.call(name)
      } finally {
        redis.disconnect()
      }
    },
    async restart() {
      await end('SIGTERM')
      child = await launch(binary, args, port)
    },
    async stop() {
      await end('SIGTERM')
      if (!options.dir) await rm(dir, { recursive: true, force: true })
    },
  }
}

/** A numbered database of one's own, empty, on the run's Redis. */
export async function freshRedis(): Promise<{ url: string; close(): Promise<void> }> {
  const { Redis } = await import('ioredis')
  const { url } = await ask('redis')
  const redis = new Redis(url)
  try {
    const [, databases] = (await redis.config('GET', 'databases')) as [string, string]
    const number = ((await redis.incr('g5:testing:databases')) - 1) % (Number(databases) - 1)
    const own = new URL(url)
    own.pathname = `/${number + 1}`
    await flush(own.href)
    return { url: own.href, close: () => flush(own.href) }
  } finally {
    redis.disconnect()
  }
}

async function flush(url: string): Promise<void> {
  const { Redis } = await import('ioredis')
  const redis = new Redis(url)
  try {
    await redis.flushdb()
  } finally {
    redis.disconnect()
  }
}

/** Ends with this process. Resolves once it answers. */
export async function launch(binary: string, args: string[], port: number): Promise<ChildProcess> {
  const child = spawn(binary, args, { cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (lines.push(line) > 20) lines.shift()
  })
  if (!child.pid) throw (await once(child, 'error'))[0]
  const guard = endWithUs(child.pid, 'KILL')
  child.once('exit', () => guard.release())
  await until(() => child.exitCode !== null || pings(port), { what: `Redis to answer on port ${port}` })
  if (child.exitCode !== null) throw new Error(`Redis did not start on port ${port}: ${lines.slice(-5).join(' / ')}`)
  return child
}

function pings(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('data', (answer) => {
      socket.destroy()
      done(answer.toString().startsWith('+PONG'))
    })
    socket.once('error', () => done(false))
    socket.setTimeout(500, () => {
      socket.destroy()
      done(false)
    })
  })
}
