import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let directory: string
let dataDir: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'g5-dev-'))
  dataDir = join(directory, 'data')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function run(file: string, env: Record<string, string> = {}, args: string[] = []) {
  const { PATH = '' } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', join(import.meta.dirname, file), ...args],
    { encoding: 'utf8', env: { PATH, DATA_DIR: dataDir, ...env }, input: '', timeout: 20_000 },
  )
  return { status, stdout, stderr }
}

async function busyPort(): Promise<{ port: number; server: Server }> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { port: (server.address() as { port: number }).port, server }
}

describe('pnpm start refuses in a sentence, at once', () => {
  it('a port that is taken, and names another', async () => {
    const { port, server } = await busyPort()
    const { status, stderr } = run('main.ts', { PORT: String(port), WORKER_PORT: '3999' })
    expect(status).toBe(1)
    expect(stderr).toMatch(
      new RegExp(`^Port ${port} is taken, and the API should listen there\\..* PORT=\\d+ pnpm start\n$`),
    )
    await new Promise((closed) => server.close(closed))
  })

  it('a port that is none', () => {
    expect(run('main.ts', { PORT: 'http' })).toMatchObject({
      status: 1,
      stderr: 'PORT is "http", and must be a port: a number from 1 to 65535.\n',
    })
  })

  it('production with the embedded database', () => {
    const { status, stderr } = run('main.ts', { NODE_ENV: 'production' })
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^NODE_ENV=production, but the embedded Postgres is for development/),
    ])
  })

  it('a half-initialised database, which it leaves as it is', () => {
    mkdirSync(join(dataDir, 'postgres/data/base'), { recursive: true })
    writeFileSync(join(dataDir, 'dev.env'), 'ENCRYPTION_KEY=kept\n')
    const { status, stderr } = run('main.ts', { PORT: '3997', WORKER_PORT: '3998' })
    expect([status, stderr]).toEqual([1, expect.stringMatching(/holds a half-initialised database/)])
    expect(existsSync(join(dataDir, 'postgres/data/base'))).toBe(true)
  })

  it('a place it can’t write to', () => {
    writeFileSync(dataDir, 'a file where the directory should be')
    chmodSync(directory, 0o755)
    const { status, stderr } = run('main.ts', { PORT: '3997', WORKER_PORT: '3998' })
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^Can't write to .*DATA_DIR=\/some\/where pnpm start\n$/),
    ])
  })
})

it('pnpm start --help says what it takes', () => {
  expect(run('main.ts', {}, ['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('WORKER_PORT') })
})

describe('pnpm reset', () => {
  beforeEach(() => {
    mkdirSync(join(dataDir, 'postgres/data'), { recursive: true })
    writeFileSync(join(dataDir, 'dev.env'), '')
  })

  it('removes nothing unasked where nobody can be asked', () => {
    expect(run('reset.ts')).toMatchObject({ status: 1, stderr: expect.stringMatching(/Say --yes\.\n$/) })
    expect(existsSync(join(dataDir, 'dev.env'))).toBe(true)
  })

  it('removes what pnpm start made, says so, and leaves what it did not make', () => {
    writeFileSync(join(dataDir, 'mine.txt'), '')
    const { status, stdout } = run('reset.ts', {}, ['--yes'])
    expect(status).toBe(0)
    expect(stdout).toContain(`Left alone in ${dataDir}, since pnpm start did not make it: mine.txt`)
    expect(stdout).toContain(`Removed ${join(dataDir, 'postgres')}, ${join(dataDir, 'dev.env')}\n`)
    expect(existsSync(join(dataDir, 'mine.txt'))).toBe(true)
  })

  it('leaves no directory behind when all in it was its own', () => {
    run('reset.ts', {}, ['--yes'])
    expect(existsSync(dataDir)).toBe(false)
    expect(run('reset.ts', {}, ['--yes'])).toMatchObject({ status: 0, stdout: `There was nothing in ${dataDir}\n` })
  })
})
