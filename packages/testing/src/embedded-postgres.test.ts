import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { until } from './until.ts'

const isRoot = process.getuid?.() === 0
let parent: string
let directory: string
let server: EmbeddedPostgres | undefined

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'g5-embedded-'))
  chmodSync(parent, 0o755)
  directory = join(parent, 'postgres')
  server = undefined
})
afterEach(async () => {
  await server?.stop()
  rmSync(parent, { recursive: true, force: true })
})

const start = async (more = {}) => {
  server = await startEmbeddedPostgres({ directory, throwaway: true, ...more })
  return server
}

async function ask<T extends object>({ url }: EmbeddedPostgres, statement: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await sql.unsafe<T[]>(statement)
  } finally {
    await sql.end()
  }
}

it('keeps its data and its password over a stop and over a power cut', async () => {
  await ask(await start(), 'create table kept as select 1 as n')
  await server?.stop()
  await ask(await start({ throwaway: false }), 'insert into kept values (2)')
  await server?.kill()
  expect(await ask(await start(), 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
})

it('lets nobody in without the password', async () => {
  const { url } = await start()
  const wrong = new URL(url)
  wrong.password = 'wrong'
  await expect(ask({ url: wrong.href } as EmbeddedPostgres, 'select 1')).rejects.toThrow(
    /password authentication failed/,
  )
})

it('tells that the server is gone when somebody else ends it', async () => {
  const { pid, exited } = await start()
  process.kill(pid, 'SIGINT')
  expect(await exited).toMatchObject({ code: 0, signal: null })
})

it('starts over where an earlier initdb was interrupted, since that holds nothing', async () => {
  mkdirSync(join(directory, 'data.unfinished/base'), { recursive: true })
  expect(await ask(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
  expect(existsSync(join(directory, 'data.unfinished'))).toBe(false)
})

it('refuses a half-initialised directory, touches nothing and says what to do', async () => {
  mkdirSync(join(directory, 'data/base'), { recursive: true })
  writeFileSync(join(directory, 'data/base/1'), 'precious')
  await expect(start()).rejects.toThrow(/holds a half-initialised database: PG_VERSION is missing\..*pnpm reset/)
  expect(readFileSync(join(directory, 'data/base/1'), 'utf8')).toBe('precious')
})

it('refuses the data of another version', async () => {
  mkdirSync(join(directory, 'data/global'), { recursive: true })
  writeFileSync(join(directory, 'data/global/pg_control'), '')
  writeFileSync(join(directory, 'data/PG_VERSION'), '15\n')
  await expect(start()).rejects.toThrow(/was made by Postgres 15, and the embedded server is 18\./)
})

it('refuses a port that is taken', async () => {
  const taken = createServer()
  const port = await new Promise<number>((listening) =>
    taken.listen(0, '127.0.0.1', () => listening((taken.address() as { port: number }).port)),
  )
  await expect(start({ port })).rejects.toThrow(`Port ${port} is taken, and Postgres should listen there.`)
  await new Promise((closed) => taken.close(closed))
})

it('refuses data that a server already runs on, and takes it over when told to', async () => {
  const first = await start()
  await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(`Postgres (process ${first.pid}) already runs on`)
  const notes: string[] = []
  await start({ takeOver: true, onNote: (note: string) => notes.push(note) })
  expect(await first.exited).toMatchObject({ code: 0 })
  expect(notes).toEqual([`Stopped a Postgres (process ${first.pid}) that an earlier run had left behind`])
})

it('is not stopped by the process id of a server long gone, though another process has it now', async () => {
  await (await start()).stop()
  writeFileSync(join(directory, 'data/postmaster.pid'), `${process.pid}\n${directory}/data\n`)
  expect(await ask(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
})

it('removes all of it, after stopping what runs there', async () => {
  const { exited } = await start()
  expect((await removeEmbeddedPostgres(directory)).removed).toContain(directory)
  await exited
  expect(existsSync(directory)).toBe(false)
})

it.skipIf(isRoot)('says what is wrong where it may not write', async () => {
  chmodSync(parent, 0o500)
  await expect(start()).rejects.toThrow(/Can't make the directory/)
  chmodSync(parent, 0o700)
})

it.runIf(isRoot)('keeps the data elsewhere, and says so, where the server’s user may not go', async () => {
  chmodSync(parent, 0o700)
  const notes: string[] = []
  const first = await start({ onNote: (note: string) => notes.push(note) })
  await ask(first, 'create table kept as select 1 as n')
  expect(first.directory).toMatch(/^\/var\/tmp\/g5-core-/)
  expect(notes.join()).toContain(`can't enter ${parent}: the database is kept in ${first.directory}`)
  await first.stop()
  expect(await ask(await start(), 'select n from kept')).toEqual([{ n: 1 }])
  await server?.stop()
  expect((await removeEmbeddedPostgres(directory)).removed).toContain(first.directory)
  await until(() => !existsSync(first.directory), { what: 'the stand-in to be removed' })
})

it.runIf(isRoot)('never starts an empty database elsewhere because the one it has became unreachable', async () => {
  await (await start()).stop()
  chmodSync(parent, 0o700)
  await expect(start()).rejects.toThrow(/holds a database that \w+, whom the server runs as, can't reach any more/)
})
