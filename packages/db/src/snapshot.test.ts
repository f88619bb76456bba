import { type FreshDatabase, freshDatabase } from '@g5/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Database } from './connect.ts'
import { presentSnapshot } from './queries/tails.ts'
import { readSnapshot, saw } from './snapshot.ts'

describe('a snapshot', () => {
  const read = (text: string) => {
    const snapshot = readSnapshot(text)
    if (!snapshot) throw new Error(`"${text}" is none`)
    return snapshot
  }

  test.each([
    ['10:10:', '9', true],
    ['10:10:', '10', false],
    ['10:10:', '11', false],
    ['10:20:10,15', '10', false],
    ['10:20:10,15', '14', true],
    ['10:20:10,15', '15', false],
    ['10:20:10,15', '19', true],
    ['10:20:10,15', '20', false],
    // Rows keep 32 bits: 2^32 + 5 is kept as 5.
    ['4294967290:4294967301:4294967300', '4294967295', true],
    ['4294967290:4294967301:4294967300', '4', false],
    ['4294967290:4294967301:4294967300', '3', true],
    ['4294967290:4294967301:4294967300', '5', false],
    ['4294967290:4294967290:', '2', false],
  ])('%s and a row of %s: saw it is %s', (text, xid, seen) => {
    expect(saw(read(text), xid)).toBe(seen)
  })

  test.each([
    '',
    '1',
    '1:2',
    ':1:',
    '1:2:3,',
    '1:2:,3',
    '1:2:3 ',
    '-1:2:',
    'a:b:c',
    '1:2:3:4',
    '123456789012345678901:2:',
  ])('is not "%s"', (text) => {
    expect(readSnapshot(text)).toBeUndefined()
  })
})

describe('of a database', () => {
  let fresh: FreshDatabase
  let db: Database
  beforeAll(async () => {
    fresh = await freshDatabase({ empty: true })
    db = connect(fresh.url, { max: 3, name: 'test' })
    await db.sql`create table rows (n int)`
  })
  afterAll(async () => {
    await db.close()
    await fresh.close()
  })

  test('it saw what was committed, and not what was under way or came after', async () => {
    const { sql } = db
    await sql`insert into rows values (1)`
    const taken = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const underWay = sql.begin(async (tx) => {
      await tx`insert into rows values (2)`
      begun.resolve()
      await taken.promise
    })
    await begun.promise
    await sql`insert into rows values (3)`
    const { at, snapshot } = await presentSnapshot(sql)
    taken.resolve()
    await underWay
    await sql`insert into rows values (4)`
    const moment = readSnapshot(snapshot)
    if (!moment) throw new Error(snapshot)
    const rows = await sql<{ n: number; xid: string }[]>`select n, xmin::text as xid from rows order by n`
    expect(rows.map(({ n, xid }) => [n, saw(moment, xid)])).toEqual([
      ...[
        [1, true],
        [2, false],
        [3, true],
        [4, false],
      ],
    ])
    expect(Number.isInteger(at)).toBe(true)
    expect(Math.abs(at - Date.now())).toBeLessThan(60_000)
  })
})
