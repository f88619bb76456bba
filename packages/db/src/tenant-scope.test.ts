import { PgDialect } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { connect } from './connect.ts'
import { endpoints, users } from './schema/index.ts'
import { within, withinBy } from './tenant-scope.ts'

const tenantId = '0199c2a4-1c00-7000-8000-000000000001'
const endpointIds = ['0199c2a4-1c00-7000-8000-000000000002']

test('a scope of some endpoints is a condition on them, where rows have any', () => {
  const condition = within({ tenantId, endpointIds }, endpoints.tenantId, endpoints.id)
  const { sql, params } = new PgDialect().sqlToQuery(condition ?? expect.unreachable())
  expect(sql).toBe('("endpoints"."tenant_id" = $1 and "endpoints"."id" in ($2))')
  expect(params).toEqual([tenantId, ...endpointIds])
})

test('what belongs to no endpoint is not read by a scope of some, rather than read whole', async () => {
  expect(() => within({ tenantId, endpointIds }, users.tenantId)).toThrow(/knows no endpoints/)
  const { sql, close } = connect('postgres://127.0.0.1:1/none', { max: 1, name: 'test' })
  expect(() => withinBy(sql, { tenantId, endpointIds }, sql`tenant_id`)).toThrow(/knows no endpoints/)
  await close()
})

test('a scope of no endpoints is a condition that nothing fulfils', () => {
  const condition = within({ tenantId, endpointIds: [] }, endpoints.tenantId, endpoints.id)
  expect(new PgDialect().sqlToQuery(condition ?? expect.unreachable()).sql).toContain('and false')
})
