import { loadCommandConfig } from '@g5/config'
import { publicId } from '@g5/contracts'
import { connect, type DeadLetterGroup, deadLetterGroups } from '@g5/db'
import { complain, runAsProcess, say } from './command.ts'

const help = `
dlq-report   Dead letters by tenant, endpoint and reason, the most first: what a daily review looks at.
  --limit N   Groups, at most; 50 unless told.
  --json      For scripts: {total, more, groups: [{tenantId, tenant, endpointId, host, reason, count, oldestSeconds,
              newestSeconds}]}.
`

/** Such as 3d, 4h or 5m. */
function age(seconds: number): string {
  if (seconds >= 172_800) return `${Math.floor(seconds / 86_400)}d`
  return seconds >= 7_200 ? `${Math.floor(seconds / 3_600)}h` : `${Math.floor(seconds / 60)}m`
}

function table(groups: readonly DeadLetterGroup[]): string {
  const head = ['count', 'oldest', 'newest', 'tenant', 'endpoint', 'host', 'reason']
  const rows = groups.map(({ count, oldestSeconds, newestSeconds, tenant, tenantId, endpointId, host, reason }) => [
    ...[String(count), age(oldestSeconds), age(newestSeconds), tenant ?? publicId('tenant', tenantId)],
    ...[publicId('endpoint', endpointId), host ?? '(deleted)', reason ?? ''],
  ])
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)))
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const asJson = (group: DeadLetterGroup) => ({
  ...group,
  tenantId: publicId('tenant', group.tenantId),
  endpointId: publicId('endpoint', group.endpointId),
})

await runAsProcess({
  help,
  flags: ['json'],
  values: ['limit'],
  async run({ json }, _words, { limit = '50' }) {
    if (!/^[1-9]\d{0,5}$/.test(limit)) {
      complain('--limit must be a whole number from 1 to 999999')
      return 1
    }
    const { sql, close } = connect(loadCommandConfig().databaseUrl, { max: 1, name: 'g5-dlq-report' })
    try {
      const { total, groups, more } = await deadLetterGroups(sql, Number(limit))
      if (json) say(JSON.stringify({ total, more, groups: groups.map(asJson) }, null, 2))
      else if (total === 0) say('There is no dead letter.')
      else say(`${table(groups)}\n\n${total} in all${more ? '; smaller groups are left out: --limit' : ''}`)
      return 0
    } finally {
      await close()
    }
  },
})
