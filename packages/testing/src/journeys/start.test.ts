import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort, type LogLine, removeEmbeddedPostgres, type ServiceProcess, spawnService, until } from '../index.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const textOf = ({ text }: LogLine) => String(text ?? '')

describe('pnpm start', () => {
  let dataDir: string
  let env: Record<string, string>
  let running: ServiceProcess

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'g5-test-start-'))
    env = {
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      WORKER_PORT: String(await freePort()),
      NO_COLOR: '1',
    }
  })
  afterAll(async () => {
    await running?.stop()
    await removeEmbeddedPostgres(join(dataDir, 'postgres'), { binaries: false })
  })

  async function start(): Promise<string> {
    running = spawnService('services/dev/src/main.ts', env)
    return textOf(await running.logged((line) => /^g5 +\| ready /.test(textOf(line)), 90_000))
  }
  const stop = async () => {
    await running.kill('SIGINT')
    return (await running.exited).code
  }
  const api = `http://127.0.0.1`
  async function deliveries(): Promise<{ status: string }[]> {
    const devEnv = await readFile(join(dataDir, 'dev.env'), 'utf8')
    const key = /^SEED_API_KEY=(.+)$/m.exec(devEnv)?.[1] ?? ''
    const response = await fetch(`${api}:${env['PORT']}/v1/webhooks/deliveries`, {
      headers: { authorization: `Bearer ${key}`, connection: 'close' },
    })
    return ((await response.json()) as { data: { status: string }[] }).data
  }

  test('starts all of it, delivers a first event, and says ready with URLs and credentials', async () => {
    const ready = await start()
    expect(ready).toContain(`http://127.0.0.1:${env['PORT']}/docs`)
    expect(ready).toContain('admin@demo.test')
    expect(ready).toMatch(/g5k_\w+/)
    expect(running.lines.map(textOf).join('\n')).toMatch(/dlv_\w+ delivered: attempt 1/)
    expect((await stat(join(dataDir, 'dev.env'))).mode & 0o777).toBe(0o600)
  })

  test('a second one on the same ports is told what to do, and disturbs nothing', async () => {
    const second = spawnService('services/dev/src/main.ts', env)
    expect((await second.exited).code).toBe(1)
    expect(second.lines.map(textOf).join(' ')).toMatch(/\.$/)
    expect((await deliveries())[0]).toMatchObject({ status: 'delivered' })
  })

  test('stops all of it on Ctrl-C, keeps the data, and starts again with it', async () => {
    const before = await deliveries()
    expect(await stop()).toBe(0)
    await expect(fetch(`${api}:${env['PORT']}/live`)).rejects.toThrow()
    await start()
    await until(async () => (await deliveries()).length > before.length, { what: 'the next first event' })
  })

  test('a crash of the worker is told of, and stops the rest with exit code 1', async () => {
    const { pid } = running
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ')
    for (const child of children) {
      const command = await readFile(`/proc/${child}/cmdline`, 'utf8')
      if (command.includes('webhook-worker')) process.kill(Number(child), 'SIGKILL')
    }
    expect((await running.exited).code).toBe(1)
    expect(running.lines.map(textOf).join('\n')).toMatch(/worker.*SIGKILL/)
  })
})
