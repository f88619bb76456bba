import postgres from 'postgres'
import { expect, it } from 'vitest'
import { freshDatabase } from './fresh-database.ts'

it('gives each who asks a migrated database of their own', async () => {
  const databases = await Promise.all([freshDatabase(), freshDatabase()])
  const [one, other] = databases.map(({ url }) => postgres(url, { max: 1, onnotice: () => {} })) as [
    postgres.Sql,
    postgres.Sql,
  ]
  await one`create table mine ()`
  const tables = await other<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`
  expect(tables.map(({ name }) => name)).toContain('open_deliveries')
  expect(tables.map(({ name }) => name)).not.toContain('mine')
  await Promise.all([one.end(), other.end()])
  await Promise.all(databases.map((database) => database.close()))
})
