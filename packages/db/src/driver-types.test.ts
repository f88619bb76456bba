import { freshDatabase } from '@g5/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from './connect.ts'

let db: Database
let close: () => Promise<void>
beforeAll(async () => {
  const fresh = await freshDatabase({ empty: true })
  db = connect(fresh.url, { max: 1, name: 'test' })
  close = fresh.close
})
afterAll(async () => {
  await db.close()
  await close()
})

test.each<[type: string, values: unknown[]]>([
  ['text', ['', 'a', 'NULL', 'null', '"', '\\', '\\"', '{}', ',', ' a ', 'é\n\t', null]],
  ['uuid', ['0199c2a4-1c00-7000-8000-000000000001', null]],
  ['int', [0, -1, 2_147_483_647, null]],
  ['smallint', [1, null]],
  ['bigint', ['9007199254740993']],
  ['float8', [1.5, -0.1, 1e300]],
  ['int', []],
])('an array of %s comes back as it went', async (type, values) => {
  const [row] = await db.sql.unsafe(`select $1::${type}[] as back`, [values as never])
  expect(row?.['back']).toEqual(values)
})

test.each(['json', 'jsonb'])('keys in %s come back as they were written, whatever was parsed before', async (type) => {
  JSON.parse(String.raw`{"!":[],"\\":0}`)
  const [row] = await db.sql.unsafe(String.raw`select '{"!": 1, "\"": 2}'::${type} as back`)
  expect(Object.keys(row?.['back'])).toEqual(['!', '"'])
})

test('an array of booleans does too, when its type is said', async () => {
  const [row] = await db.sql`select ${db.sql.array([true, false], 1000)}::bool[] as back`
  expect(row?.['back']).toEqual([true, false])
})
