import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { walArchive } from '@g5/db'
import { type ArchivedPostgres, canArchive, startArchivedPostgres, until } from '@g5/testing'
import { type Deployment, startDeployment } from '@g5/testing/deployment'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const repository = resolve(import.meta.dirname, '../../..')
const textOf = (file: string) => readFile(resolve(repository, file), 'utf8')
const secondsSince = (at: number) => ((performance.now() - at) / 1000).toFixed(1)
const report = (text: string) => process.stdout.write(`\n  point in time: ${text}\n`)

/** Instead of the minute of archiving.conf, so that nobody waits for it. */
const archiveTimeoutSeconds = 2

describe.skipIf(!canArchive())('what infra/postgres archives', () => {
  let postgres: ArchivedPostgres
  let product: Deployment

  beforeAll(async () => {
    postgres = await startArchivedPostgres(archiveTimeoutSeconds)
    await postgres.pgbackrest('check')
    await postgres.pgbackrest('--type=full', 'backup')
    // All that follows is in no backup, and comes back by the archive alone: the migrations, too.
    await postgres.createDatabase()
    product = await startDeployment({ database: { url: postgres.url, close: postgres.remove }, workers: 0 })
  })
  afterAll(() => product?.stop() ?? postgres?.remove())

  async function post(uid: string): Promise<string> {
    const body = { uid, type: 'order.made', payload: { uid } }
    const made = await product.call<{ id: string }>('POST', '/v1/events', body)
    expect(made).toMatchObject({ status: 202 })
    return made.body.id
  }
  const idsReceived = () => product.receiver.requests.map(({ headers }) => headers['webhook-id'])

  test('is restored to the moment before a mistake: what was open then is delivered, with the same webhook-id', async () => {
    const endpoint = await product.endpoint('/orders')
    const before = await post('before')
    const [{ noted = '' } = {}] = await product.sql<{ noted: string }[]>`select now()::text as noted`

    const worker = await product.startWorker()
    await product.receiver.received(1)
    const after = await post('after')
    await product.receiver.received(2)
    await product.sql`truncate endpoints, events cascade`
    await worker.stop()
    await product.api.stop()

    const began = performance.now()
    await postgres.stop()
    await postgres.setAside()
    await postgres.pgbackrest('--type=time', `--target=${noted}`, '--target-action=promote', 'restore')
    await postgres.start()
    await product.startApi()
    report(`restored to ${noted} and serving within ${secondsSince(began)} s (RTO)`)
    // As infra/RECOVERY.md has it; it wakes the checkpointer, too, without which archive_timeout closes no segment yet.
    await postgres.pgbackrest('--type=full', 'backup')

    expect(await product.call('GET', `/v1/webhooks/endpoints/${endpoint}`)).toMatchObject({ status: 200 })
    expect(await product.call('GET', `/v1/events/${before}`)).toMatchObject({ status: 200 })
    expect(await product.call('GET', `/v1/events/${after}`)).toMatchObject({ status: 404 })
    const again = await post('after')
    expect(again).not.toBe(after)
    expect(await post('before')).toBe(before)

    await product.startWorker()
    expect(await product.settled()).toEqual({ delivered: 2 })
    const [first, second, ...afterwards] = idsReceived()
    expect([first, second]).toEqual([before, after])
    expect(afterwards.toSorted()).toEqual([before, again].toSorted())
  })

  test('comes back after the machine is lost, up to the last segment that it had archived', async () => {
    if (product.receiver.requests.length === 0) await product.endpoint('/orders')
    const safe: string[] = []
    for (let n = 0; n < 20; n++) safe.push(await post(`safe-${n}`))
    const accepted = performance.now()
    await archivedUpToNow(product)
    const exposed = (performance.now() - accepted) / 1000
    const late = await post('late')
    expect(await walArchive(product.sql)).toMatchObject({
      isOn: true,
      failedAge: null,
      archivedAge: expect.any(Number),
    })
    const [{ age = 0 } = {}] = await product.sql<{ age: number }[]>`
      select extract(epoch from clock_timestamp() - last_archived_time)::float as age from pg_stat_archiver`
    await postgres.lose()
    const began = performance.now()
    await postgres.pgbackrest('restore')
    await postgres.start()
    // The API has lived through it, and finds the database again by itself.
    const answers = await Promise.all(
      safe.map((id) => until(() => serves(id), { withinMs: 30_000, what: `${id} to be served` })),
    )
    report(
      `archived ${exposed.toFixed(1)} s after it was accepted, with archive_timeout at ${archiveTimeoutSeconds} s (RPO); ` +
        `at the crash the newest segment was ${age.toFixed(1)} s old; ` +
        `${answers.length} of ${safe.length} events were served again after ${secondsSince(began)} s (RTO); ` +
        `one accepted after it is ${(await serves(late)) ? 'there, too' : 'lost'}`,
    )
    expect(exposed).toBeLessThan(archiveTimeoutSeconds + 10)
    // The worker of before, or one more, goes on by itself.
    await product.startWorker()
    await product.settled()
    expect(safe.filter((id) => !idsReceived().includes(id))).toEqual([])
  })

  async function serves(id: string): Promise<boolean> {
    return (await product.call('GET', `/v1/events/${id}`)).status === 200
  }

  test('keeps backups as many days as BACKUP_RETENTION_DAYS does, and loses less than 15 minutes', async () => {
    const [, days] = /^\| `BACKUP_RETENTION_DAYS` \|[^|]*\| `(\d+)`/m.exec(await textOf('README.md')) ?? []
    const settings = await textOf('infra/postgres/pgbackrest.conf')
    expect(/^repo1-retention-full=(\d+)$/m.exec(settings)?.[1]).toBe(days)
    const [, seconds] = /^archive_timeout = (\d+)$/m.exec(await textOf('infra/postgres/archiving.conf')) ?? []
    expect(Number(seconds)).toBeGreaterThan(0)
    expect(Number(seconds)).toBeLessThan(15 * 60)
  })
})

/**
 * By archive_timeout alone: nobody asks for the segment to be switched. The message stands behind all that was committed,
 * in the same segment or in a later one; the current position may be in one that nothing is in yet, and never ends.
 */
async function archivedUpToNow({ sql }: Deployment): Promise<void> {
  const [{ wal = '' } = {}] = await sql<
    { wal: string }[]
  >`select pg_walfile_name(pg_logical_emit_message(true, 'g5', 'now')) as wal`
  await until(
    async () => {
      const [row] = await sql<{ wal: string | null }[]>`select last_archived_wal as wal from pg_stat_archiver`
      return row?.wal && row.wal >= wal
    },
    { withinMs: 30_000, what: `the segment ${wal} to be archived` },
  )
}
