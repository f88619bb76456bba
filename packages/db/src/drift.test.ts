import { integer, pgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { schemaDrift } from '../scripts/drift.ts'
import * as schema from './schema/index.ts'

test('the migrations make the schema that is in the code', () => {
  expect(schemaDrift()).toEqual([])
})

test('a table that no migration makes is named, as is one that is gone or changed', () => {
  const { dedup: _, ...withoutDedup } = schema
  const directPath = pgTable('direct_path', { one: integer('one') })
  const forgotten = pgTable('forgotten', { id: integer('id') })
  const drifted = schemaDrift({ ...withoutDedup, directPath, forgotten })
  expect(drifted).toEqual(['public.direct_path', 'public.forgotten', 'public.dedup'])
})
