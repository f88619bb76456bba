import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sample, sample } from '../../test/sample.ts'
import { erasedTables } from './erasure.ts'

let at: Sample
beforeAll(async () => {
  at = await sample()
})
afterAll(() => at.close())

test('every table that says whose a row is, is emptied of a tenant that is erased', async () => {
  const rows = await at.db.sql<{ name: string }[]>`
    select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and not exists (select from pg_constraint f
          where f.conrelid = c.oid and f.confrelid = 'tenants'::regclass and f.confdeltype = 'c')`
  expect(rows.map(({ name }) => name).sort()).toEqual([...erasedTables].sort())
})
