import { expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'
import { said } from '../../test/screens.ts'

const g5 = useConsole()

/** Rows that are read, and beyond which the list still goes on. */
const enough = said('G5_ROWS') ?? 1_000

/**
 * `G5_ROWS=100000` reads that many, and says how long the longest task was: what is drawn has to cost the same however
 * much was read.
 */
test('a list draws what can be seen, however long it is, and reads on as it is scrolled', async () => {
  await g5.deployment.sql`
    insert into events (id, tenant_id, type, payload, traceparent, request_id)
    select (lpad(to_hex((extract(epoch from now()) * 1000 - g)::bigint), 12, '0')
            || '7' || substr(md5(g::text), 1, 3) || '8' || substr(md5('x' || g::text), 1, 15))::uuid,
           (select id from tenants where slug = 'demo'), 'long.list', '{}', 't', 'r'
      from generate_series(1, ${enough + 500}::int) g`
  const { page } = await g5.signedIn('viewer', '/events?range=7d')
  const list = page.getByRole('region', { name: 'Events' })
  await list.getByRole('row').nth(10).waitFor()
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { tasks })
    new PerformanceObserver((seen) => tasks.push(...seen.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    })
  })
  let read = 0
  while (read < enough) {
    read = await list.evaluate(async (element) => {
      element.scrollTop = element.scrollHeight
      await new Promise((drawn) => requestAnimationFrame(drawn))
      return Number([...element.querySelectorAll('[aria-rowindex]')].at(-1)?.getAttribute('aria-rowindex'))
    })
    expect(await list.getByRole('row').count()).toBeLessThan(80)
  }
  await list.evaluate((element) => {
    element.scrollTop = 0
  })
  await list.getByRole('row').nth(1).waitFor()
  const tasks = await page.evaluate(async () => {
    const { tasks: seen } = globalThis as unknown as { tasks: number[] }
    const before = [...seen]
    // One of our own, to know that they are seen.
    await new Promise<void>((done) =>
      setTimeout(() => {
        const end = performance.now() + 100
        while (performance.now() < end);
        done()
      }),
    )
    await new Promise((told) => setTimeout(told, 200))
    return { before, isSeen: seen.length > before.length }
  })
  expect(tasks.isSeen).toBe(true)
  if (said('G5_ROWS'))
    process.stderr.write(
      `${read} rows: ${tasks.before.length} tasks over 50 ms, the longest ${Math.max(0, ...tasks.before)} ms\n`,
    )
})
