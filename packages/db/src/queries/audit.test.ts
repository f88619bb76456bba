import { lowestUuidAt } from '@g5/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sample, sample } from '../../test/sample.ts'
import { type AuditFilter, auditSettledBefore, listAudit, nextAudit } from './audit.ts'

interface Plan {
  'Node Type': string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

const actorId = '0199c2a4-1c00-7000-8000-00000000000a'
const targetId = '0199c2a4-1c00-7000-8000-00000000000b'
let at: Sample
beforeAll(async () => {
  at = await sample()
  const [now, before] = [Date.now(), Date.now() - 27 * 24 * 3_600_000]
  // Two months, so that there is more than one partition to merge. One row in a hundred is of the tenant.
  for (const time of [before, now])
    await at.db.sql`
      insert into audit_log (id, tenant_id, actor_kind, actor_id, actor_name, action, target_kind, target_id)
      select (substr(${lowestUuidAt(time)}, 1, 14) || '7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid,
             case when g % 100 = 0 then ${at.tenantId}::uuid else gen_random_uuid() end, 'api_key',
             case when g % 100 = 1 then ${actorId}::uuid else gen_random_uuid() end, 'a key', 'endpoint.updated', 'endpoint',
             case when g % 100 = 2 then ${targetId}::uuid else gen_random_uuid() end
        from generate_series(1, 20000) g`
  await at.db.sql`analyze audit_log`
})
afterAll(() => at.close())

const ours = () => ({ tenantId: at.tenantId })
const all = () => ({ allTenants: true as const })
const by = (id: string) => ({ ids: [id], names: [] })

test.each<[what: string, scope: () => { tenantId: string } | { allTenants: true }, index: RegExp, filter: AuditFilter]>(
  [
    ['of a tenant', ours, /tenant_id/, {}],
    ['of the deployment', all, /pkey|_id_idx/, {}],
    ['by who did it', all, /actor_id/, { actor: by(actorId) }],
    ['by what it was done to', all, /target_id/, { target: by(targetId) }],
  ],
)('a page %s is read from an index of each partition, in its order', async (_what, scope, index, filter) => {
  const page = { ...filter, after: lowestUuidAt(Date.now() + 60_000), limit: 50 }
  for (const query of [
    listAudit(at.db.orm, scope(), page),
    nextAudit(at.db.orm, scope(), { ...page, after: undefined }),
  ]) {
    const [row] = await at.db.orm.execute<{ 'QUERY PLAN': [{ Plan: Plan }] }>(sql`explain (format json) ${query}`)
    const nodes = flat(row?.['QUERY PLAN'][0].Plan)
    const scans = nodes.filter((node) => /Scan/.test(node['Node Type']))
    expect(scans.length).toBeGreaterThan(1)
    for (const scan of scans)
      expect([scan['Node Type'], scan['Index Name']]).toEqual(['Index Scan', expect.stringMatching(index)])
    expect(nodes.map((node) => node['Node Type'])).not.toContain('Sort')
  }
})

function flat(plan: Plan | undefined): Plan[] {
  return plan ? [plan, ...(plan.Plans ?? []).flatMap(flat)] : []
}

test('whatever a transaction that still runs may add is not settled yet', async () => {
  const { promise: committing, resolve: commit } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<number>()
  const slow = at.db.sql.begin(async (tx) => {
    const [row] = await tx<[{ ms: number }]>`
      select extract(epoch from now())::float8 * 1000 as ms`
    begin(row.ms)
    await committing
  })
  const began = await begun
  expect(await auditSettledBefore(at.db.sql, 0)).toBeLessThan(began)
  commit()
  await slow
  expect(await auditSettledBefore(at.db.sql, 0)).toBeGreaterThan(began)
})
