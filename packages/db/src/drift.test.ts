import { integer, pgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { schemaDrift } from './drift.ts'
import * as schema from './schema/index.ts'

test('the migrations make the schema that is in the code', async () => {
  expect(await schemaDrift()).toEqual({ kind: 'none' })
})

test('a table that no migration makes is named, as is one that is gone or changed', async () => {
  const { dedup: _, ...withoutDedup } = schema
  const directPath = pgTable('direct_path', { one: integer('one') })
  const forgotten = pgTable('forgotten', { id: integer('id') })
  expect(await schemaDrift({ ...withoutDedup, directPath, forgotten })).toEqual({
    kind: 'drifted',
    names: ['public.direct_path', 'public.forgotten', 'public.dedup'],
  })
})
