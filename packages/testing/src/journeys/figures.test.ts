import { readdirSync, readFileSync } from 'node:fs'
import postgres from 'postgres'
import { expect, test, vi } from 'vitest'
import { behaviours, freshDatabase, queueBackends } from '../index.ts'
import { stage } from './steps.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { deployOn } = stage()
const infra = new URL('../../../../infra/', import.meta.url)
const [backend] = queueBackends().filter(({ missing }) => !missing)
if (!backend) throw new Error('there is no queue backend to test with')

test('every metric that an alert or a dashboard asks for is one that the services show', async () => {
  const deployment = await deployOn(backend, { env: { RETRY_SCHEDULE: '0' } })
  deployment.receiver.behave('/bad', behaviours.fails())
  for (const path of ['/good', '/bad']) await deployment.endpoint(path)
  await deployment.sql`insert into backups (id, started_at) values (gen_random_uuid(), now())`
  await deployment.post('figures.test')
  await deployment.settled()
  const origins = [deployment.api, ...deployment.workers].map(({ origin }) => origin)
  const pages = await Promise.all(origins.map(async (url) => (await fetch(`${url}/metrics`)).text()))
  const shown = new Set(pages.flatMap((page) => [...page.matchAll(/^([a-z_]\w*)[ {]/gm)].map(([, name]) => name)))

  const asked = [...namesIn('prometheus/rules'), ...namesIn('grafana/dashboards')]
  expect(asked.length).toBeGreaterThan(50)
  expect([...new Set(asked.filter((name) => !shown.has(name)))]).toEqual([])
})

test('every query of a dashboard is one that the database answers', async () => {
  const { url, close } = await freshDatabase()
  const sql = postgres(url, { max: 1 })
  const queries = [...readAll('grafana/dashboards').matchAll(/"rawSql": ("(?:[^"\\]|\\.)*")/g)].map(
    ([, text = '']) => text,
  )
  expect(queries.length).toBeGreaterThan(4)
  for (const text of queries) {
    const query = String(JSON.parse(text))
      .replace('$__unixEpochFrom()', '1700000000')
      .replace('$__unixEpochTo()', '1800000000')
    await sql.unsafe(query)
  }
  await sql.end()
  await close()
})

test('every alert names a runbook that is there, and every runbook is named', () => {
  const rules = readAll('prometheus/rules')
  const named = new Set([...rules.matchAll(/runbook: infra\/runbooks\/([\w-]+)\.md/g)].map(([, name]) => `${name}.md`))
  const there = readdirSync(new URL('runbooks', infra)).filter((file) => !['README.md', 'levers.md'].includes(file))
  expect(there.toSorted()).toEqual([...named].toSorted())
  expect(rules.match(/- alert:/g)?.length).toBe(rules.match(/runbook:/g)?.length)
})

const readAll = (folder: string) =>
  readdirSync(new URL(folder, infra))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, infra), 'utf8'))
    .join('\n')

/** Series that Prometheus itself makes, such as `up`, and those that rules record have no page to stand on. */
function namesIn(folder: string): string[] {
  return [...readAll(folder).matchAll(/\b((?:g5|process|nodejs)_\w+)/g)].map(([, name = '']) => name)
}
