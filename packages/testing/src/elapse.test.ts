import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { elapse } from './elapse.ts'
import { type FreshDatabase, freshDatabase } from './fresh-database.ts'
import { until } from './until.ts'

let database: FreshDatabase
let sql: postgres.Sql

beforeAll(async () => {
  database = await freshDatabase({ empty: true })
  sql = postgres(database.url, { max: 3, onnotice: () => {} })
  await sql.unsafe(`
    create table plain (id uuid default gen_random_uuid(), due timestamptz, "Since" timestamptz not null default now(),
      day date generated always as ((due at time zone 'UTC')::date) stored);
    create table split (id int, at timestamptz) partition by range (id);
    create table split_1 partition of split for values from (0) to (100);
    create view seen as select due from plain;
    create schema other;
    create table other.untouched (at timestamptz);
    insert into plain (due) values ('2030-01-02T00:00:00Z'), (null);
    insert into split values (1, '2030-01-02T00:00:00Z');
    insert into other.untouched values ('2030-01-02T00:00:00Z');`)
})
afterAll(async () => {
  await sql.end()
  await database.close()
})

it('moves every time of schema public back once, partitions included, and nothing else', async () => {
  const before = await sql`select id from plain order by id`
  await elapse(sql, 3600)
  await elapse(database.url, 1.5)
  const [{ due }] = await sql<[{ due: Date }]>`select due from seen where due is not null`
  const [{ at }] = await sql<[{ at: Date }]>`select at from split`
  const [{ at: untouched }] = await sql<[{ at: Date }]>`select at from other.untouched`
  const [{ behind }] = await sql<[{ behind: number }]>`
    select min(extract(epoch from now() - "Since"))::float8 as behind from plain where due is null`
  expect(due.toISOString()).toBe('2030-01-01T22:59:58.500Z')
  expect(at.toISOString()).toBe('2030-01-01T22:59:58.500Z')
  expect(untouched.toISOString()).toBe('2030-01-02T00:00:00.000Z')
  expect(behind).toBeGreaterThanOrEqual(3601.5)
  expect(await sql`select id from plain order by id`).toEqual(before)
})

it('tells the leader to look again, after the times have moved', async () => {
  const heard: string[] = []
  const { unlisten } = await sql.listen('g5_wake', (word) => heard.push(word))
  await elapse(sql, 1)
  await until(() => heard.includes('sweep'), { what: 'the leader to be told' })
  await unlisten()
})
