import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publicId } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import { connect, type Database, systemActor, writeAudit } from '@g5/db'
import { freshDatabase, spawnService } from '@g5/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const open: (() => Promise<unknown>)[] = []
let url: string
let db: Database
let state: string

beforeAll(async () => {
  const fresh = await freshDatabase()
  db = connect(fresh.url, { max: 4, name: 'test' })
  const directory = await mkdtemp(join(tmpdir(), 'g5-test-ship-'))
  open.push(fresh.close, db.close, () => rm(directory, { recursive: true }))
  url = fresh.url
  state = join(directory, 'position')
})
beforeEach(async () => {
  await db.sql`delete from audit_log`
  await rm(state, { force: true })
})
afterAll(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000

async function enter(tx: Parameters<typeof writeAudit>[0], minutes: number): Promise<string> {
  const id = uuidv7(minutesAgo(minutes))
  const entry = { id, tenantId: null, action: 'note.made', target: { kind: 'note', name: 'n' } } as const
  await writeAudit(tx, systemActor('test'), entry)
  return publicId('auditEntry', id)
}

function start(...args: string[]) {
  return spawnService('services/api/src/commands/audit-ship.ts', { DATABASE_URL: url }, { args })
}
async function ship(...args: string[]) {
  const { lines, exited } = start(...args)
  const { code } = await exited
  return { code, ids: lines.map(({ id }) => id), lines }
}

test('entries come oldest first, a line each, and a second run goes on where the first ended', async () => {
  const ids = [await enter(db.orm, 30), await enter(db.orm, 20), await enter(db.orm, 10)]
  const first = await ship('--state', state)
  expect(first).toMatchObject({ code: 0, ids })
  expect(first.lines[0]).toMatchObject({ action: 'note.made', actor: { kind: 'system', name: 'test' }, tenantId: null })
  expect(await readFile(state, 'utf8')).toBe(`${ids[2]}\n`)
  const more = await enter(db.orm, 5)
  expect((await ship('--state', state)).ids).toEqual([more])
  expect((await ship('--state', state)).ids).toEqual([])
  expect((await ship('--after', String(ids[0]))).ids).toEqual([ids[1], ids[2], more])
})

test('what is younger than two minutes waits, and is then printed with --follow', async () => {
  const [old] = [await enter(db.orm, 10), await enter(db.orm, 1)]
  const following = start('--follow', '--state', state)
  await following.logged(({ id }) => id === old)
  expect(following.lines).toHaveLength(1)
  await following.stop()
  expect((await following.exited).code).toBe(0)
  expect(await readFile(state, 'utf8')).toBe(`${old}\n`)
})

test('a position that is none is refused, and nothing is printed', async () => {
  await enter(db.orm, 10)
  expect(await ship('--after', 'evt_1')).toMatchObject({
    code: 1,
    lines: [{ text: expect.stringContaining('--after') }],
  })
  await writeFile(state, 'halfway')
  expect(await ship('--state', state)).toMatchObject({ code: 1, lines: [{ text: expect.stringContaining(state) }] })
})

test('what retention dropped before it was shipped is said to be missing, and the rest is shipped', async () => {
  const kept = await enter(db.orm, 10)
  await writeFile(state, `${publicId('auditEntry', uuidv7(Date.UTC(2020, 0)))}\n`)
  const { code, lines } = await ship('--state', state)
  expect(code).toBe(0)
  expect(lines).toContainEqual({ text: expect.stringContaining('entered from 2020-01-01T00:00:00.000Z to') })
  expect(lines.map(({ id }) => id)).toContain(kept)
  expect((await ship('--state', state)).lines).toEqual([])
})
