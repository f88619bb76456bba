import { type DrillReport, drill, findBackup, openStore } from '@g5/backup'
import { loadCommandConfig } from '@g5/config'
import { createSealer } from '@g5/core'
import { complain, runAsProcess, say } from './command.ts'

const help = `
restore-drill   Restores the newest backup of BACKUP_DIR or BACKUP_S3_BUCKET into a scratch database on the server of
                DATABASE_URL, looks whether migrations and rows are all there and whether ENCRYPTION_KEY still opens
                endpoints' secrets and they sign, says how long it took, and drops the scratch database. Exits with 1 on
                a fault.
  --from WHICH  Another backup than the newest: its name, or the path of a file elsewhere.
  --server URL  Another server. Its user must be allowed to create databases.
  --json        The report as one line of JSON.
`

await runAsProcess({
  help,
  flags: ['json'],
  values: ['from', 'server'],
  async run({ json }, _words, { from = 'latest', server }) {
    const { databaseUrl, backup, encryption } = loadCommandConfig()
    if (!encryption) {
      complain('ENCRYPTION_KEY is not set: without it nobody can tell whether the secrets in the backup are of use.')
      return 1
    }
    const report = await drill({
      ...backup,
      backup: await findBackup(from, openStore(backup.place)),
      serverUrl: server ?? databaseUrl,
      sealer: createSealer(encryption),
      onStep: complain,
    })
    say(json ? JSON.stringify(report) : asText(report))
    return report.ok ? 0 : 1
  },
})

function asText({ ok, file, ageSeconds, restoreSeconds, checks }: DrillReport): string {
  const lines = checks.map((check) => `  ${check.ok ? 'ok    ' : 'FAULTY'} ${check.name.padEnd(10)} ${check.detail}`)
  const times = `  restored in ${restoreSeconds} s (RTO), from a backup ${ageSeconds} s old (RPO)`
  return [`${ok ? 'The drill went well' : 'THE DRILL FAILED'}: ${file}`, ...lines, times].join('\n')
}
