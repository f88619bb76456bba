import { loadCommandConfig } from '@g5/config'
import { addCounts, type Counts, latencyPercentile, noCounts, successRate } from '@g5/core'
import { connect, databaseClock, readStatistics } from '@g5/db'
import { complain, runAsProcess, say } from './command.ts'
import { coverageOf, monthOf } from './slo-month.ts'

const help = `
slo-report --month YYYY-MM   What the deployment did in a month (UTC): events, attempts, dead letters, latencies, errors.
                             The month may have begun 90 days ago at most: statistics are kept for as long.
  --json                     For scripts: {month, whole, events, attempts, delivered, failed, dead, successRate,
                             deadPerEvent, latencyMs: {p50, p95, p99}, errors: {code: count}}.
Our own promises, ingest and start, are in Prometheus: infra/MAINTENANCE.md.
`

function reportOf(month: string, whole: boolean, counts: Counts) {
  const { events, delivered, failed, dead, latency, errors } = counts
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => latencyPercentile(latency, share))
  return {
    ...{ month, whole, events, attempts: delivered + failed, delivered, failed, dead },
    successRate: successRate(counts),
    deadPerEvent: events === 0 ? null : dead / events,
    latencyMs: { p50, p95, p99 },
    errors: Object.fromEntries(Object.entries(errors).sort(([, one], [, other]) => other - one)),
  }
}

const percent = (share: number | null) => (share === null ? 'none' : `${(share * 100).toFixed(3)} %`)
const ms = (value: number | null | undefined) => (value == null ? 'none' : `${value} ms`)

function lines(report: ReturnType<typeof reportOf>): string {
  const { latencyMs, errors } = report
  const rows = [
    ['month', report.whole ? report.month : `${report.month}, so far`],
    ['events', String(report.events)],
    ['attempts', `${report.attempts}, of which a receiver took ${percent(report.successRate)}`],
    ['dead letters', `${report.dead}, ${percent(report.deadPerEvent)} of the events`],
    ['latency', `p50 ${ms(latencyMs.p50)}, p95 ${ms(latencyMs.p95)}, p99 ${ms(latencyMs.p99)}`],
    ...Object.entries(errors).map(([error, count]) => [`  ${error}`, String(count)]),
  ]
  return rows.map(([name = '', value = '']) => `${name.padEnd(26)}${value}`).join('\n')
}

const refusals = {
  'not yet': 'That month has not begun.',
  'no longer': 'That month is no longer kept whole: statistics are kept for 90 days.',
}

await runAsProcess({
  help,
  flags: ['json'],
  values: ['month'],
  async run({ json }, _words, { month = '' }) {
    const stretch = monthOf(month)
    if (!stretch) {
      complain('--month must be a month such as 2026-01')
      return 1
    }
    const { sql, close } = connect(loadCommandConfig().databaseUrl, { max: 1, name: 'g5-slo-report' })
    try {
      const clock = await databaseClock(sql)
      const coverage = coverageOf(stretch, clock.now())
      clock.stop()
      if (coverage === 'not yet' || coverage === 'no longer') {
        complain(refusals[coverage])
        return 1
      }
      const { rows } = await readStatistics(sql, { allTenants: true }, { grain: 'hour', ...stretch })
      const totals = noCounts()
      for (const row of rows) addCounts(totals, row)
      const report = reportOf(month, coverage === 'whole', totals)
      say(json ? JSON.stringify(report, null, 2) : lines(report))
      return 0
    } finally {
      await close()
    }
  },
})
