import { connect, type Sql } from '@g5/db'
import type { Ground } from '../ground.ts'
import { emptyDatabase, startEndpoints, startOn } from '../processes/g5.ts'
import type { Figures } from '../scenarios/figures.ts'
import { measure } from '../scenarios/measure.ts'
import { openScope, type Scope } from '../scope.ts'
import { median } from '../statistics.ts'
import type { Finding } from './finding.ts'
import { seedEndpoints, seedHistory } from './seed.ts'

/** Does a delivery cost more when millions lie in the tables? Both sides have 10,000 endpoints and take turns. */
export async function studyFlat(scope: Scope, ground: Ground): Promise<Finding[]> {
  const { options, say } = ground
  const large = await emptyDatabase(ground)
  const { sql, close } = connect(large.databaseUrl, { max: 1, name: 'g5-bench', statementTimeoutMs: 900_000 })
  scope.defer(close)
  say(`seeding ${options.rows} deliveries`)
  await seed(sql, large.secrets.ENCRYPTION_KEY, options.rows)
  const runs: { empty: Figures; full: Figures }[] = []
  for (let run = 1; run <= options.runs; run++) {
    const turn = (name: string, start: typeof startEndpoints) =>
      within(scope, (own) => measure(own, ground, { name: `run ${run} of ${options.runs}, ${name}`, start }))
    runs.push({ empty: await turn('empty', startEndpoints), full: await turn('large', startOn(large)) })
  }
  const each = (side: 'empty' | 'full', figure: keyof Figures) => median(runs.map((run) => run[side][figure]))
  const growth = median(runs.map(({ empty, full }) => full.pipelineCpuUs / empty.pipelineCpuUs))
  return [
    { what: 'CPU an event, POST to webhook, in an empty database', value: each('empty', 'pipelineCpuUs'), unit: 'µs' },
    { what: `the same beside ${options.rows} deliveries`, value: each('full', 'pipelineCpuUs'), unit: 'µs' },
    { what: 'of it Postgres, empty', value: each('empty', 'postgresCpuUs'), unit: 'µs' },
    { what: 'of it Postgres, large', value: each('full', 'postgresCpuUs'), unit: 'µs' },
    { what: 'the large by the empty, median of the runs', value: growth, unit: 'x', atMost: 1.2 },
  ]
}

/** Settled deliveries in all the weeks that have partitions. */
async function seed(sql: Sql, encryptionKey: string, rows: number): Promise<void> {
  const [endpoint] = await seedEndpoints(sql, encryptionKey, ['http://127.0.0.1:9/gone'])
  if (!endpoint) throw new Error('no endpoint was made')
  for (let done = 0; done < rows; done += 1_000_000)
    await seedHistory(sql, endpoint, Math.min(1_000_000, rows - done), done)
  await sql`vacuum analyze`
  await sql`checkpoint`
}

async function within<T>(parent: Scope, work: (scope: Scope) => Promise<T>): Promise<T> {
  const scope = openScope(parent)
  try {
    return await work(scope)
  } finally {
    await scope.close()
  }
}
