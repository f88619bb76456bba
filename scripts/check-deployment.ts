// Whether what deploys G5 Core fits it: each container gets variables that its program reads, and all that it needs, and
// is confined as infra/DEPLOYMENT.md says; manifests have the form of their kinds. Then shows that this can fail: faults
// are planted in a copy, and each must be found.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { judgeDeployment } from './deployment/judge.ts'

const root = new URL('..', import.meta.url)

/** In which file, what is replaced by what, and what must be said of it. */
const plants: [file: string, from: string, to: string, fault: RegExp][] = [
  ['docker-compose.yml', '  JWT_SECRET: ', '  JWT_SECRE: ', /yml: api: JWT_SECRE is nothing that it reads/],
  ['docker-compose.yml', 'noeviction', 'allkeys-lru', /redis: runs without --maxmemory-policy noeviction/],
  ['docker-compose.yml', '127.0.0.1:${API_PORT', '${API_PORT', /api: .*publishes on the loopback alone/],
  ['docker-compose.yml', 'read_only: true', 'read_only: false', /worker: .*has a read-only root/],
  ['docker-compose.yml', '{METRICS_TOKEN:?16', '{METRICS_TOKEN:-16', /METRICS_TOKEN:-.* has a default/],
  ['base/api.yaml', 'timeoutSeconds: 5', 'timeoutSecond: 5', /g5-api: .*'"timeoutSecond"' does not exist/],
  ['base/scaling.yaml', 'maxReplicas: 10', 'maxReplicas: many', /g5-api: .*maxReplicas must be integer/],
  ['base/worker.yaml', 'name: ENCRYPTION_KEY\n', 'name: OPERATOR_API_KEY\n', /g5-worker: .*ENCRYPTION_KEY is not set/s],
  ['base/worker.yaml', 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false', /g5-worker: .*read-only root/],
  ['base/worker.yaml', 'Seconds: 45', 'Seconds: 20', /g5-worker: .*longer than SHUTDOWN_GRACE_MS/],
  ['base/network.yaml', '              - 169.254.0.0/16\n', '', /into 169\.254\.0\.0\/16, which the services refuse/],
  ['base/network.yaml', '"2002::/16", ', '', /into 2002::\/16, which the services refuse/],
  ['base/kustomization.yaml', 'RATE_LIMIT_MAX=6000', 'RATE_LIMIT_MAX=lots', /g5-api: .*RATE_LIMIT_MAX must be/s],
  ['base/kustomization.yaml', '  - disruption.yaml\n', '', /disruption\.yaml is in no kustomization/],
  ['docker-compose.yml', 'backup.js, --schedule]', 'backup.js]', /backup: .*runs by its own schedule/],
  ['docker-compose.yml', '["backups:/var', '["backup:/var', /backup: .*keeps what it makes in a volume/],
  ['docker-compose.yml', 'BACKUP_CRON: *backup-cron', 'BACKUP_CRON: 0 4 * * *', /backup: .*when the API expects it/],
  ['docker-compose.yml', 'BACKUP_S3_PREFIX: ', 'BACKUP_S3_PREFX: ', /backup: BACKUP_S3_PREFX is nothing that it reads/],
  ['components/backup/backup.yaml', 'Policy: Forbid', 'Policy: Allow', /g5-backup: .*never runs beside itself/],
  ['components/backup/backup.yaml', 'image: g5-core-backup', 'image: g5-core-api', /g5-backup: .*has the tools/],
  ['components/backup/backup.yaml', 'schedule: "0 3', 'schedule: "0 4', /g5-backup: .*the API expects backups/],
  ['components/backup/backup.yaml', '      activeDeadlineSeconds: 64800\n', '', /g5-backup: .*one that hangs is ended/],
  ['components/backup/backup.yaml', 'RootFilesystem: true', 'RootFilesystem: false', /g5-backup: .*read-only root/],
  ['components/backup/backup.yaml', 'limits: { memory', 'limits: { cpu', /g5-backup: .*asks for CPU and memory/],
  [
    'components/backup/restore-drill.yaml',
    'runAsNonRoot: true',
    'runAsNonRoot: false',
    /g5-restore-drill: .*who is root/,
  ],
  [
    'components/backup/restore-drill.yaml',
    '- name: BACKUP_ENC',
    '- name: BACKUP_EN',
    /-drill: BACKUP_ENRYPTION|-drill: .*key to/,
  ],
  ['components/backup/restore-drill.yaml', 'timeZone:', 'timezone:', /g5-restore-drill: .*'"timezone"' does not exist/],
  ['components/backup/network.yaml', '[backup, restore-drill]', '[backup]', /-drill: .*lets it out to the bucket/],
  ['overlays/example/kustomization.yaml', '- BACKUP_S3_BUCKET', '- BACKUP_S3_BUCKT', /g5-backup: .*told a bucket/],
  ['components/keda/worker.yaml', 'minReplicaCount', 'minReplicas', /g5-worker: .*'"minReplicas"' does not exist/],
]

async function main(): Promise<number> {
  const { faults, isRendered } = await judgeDeployment(root)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  if (faults.length > 0) return 1
  const missed = await missedFaults()
  for (const fault of missed) process.stderr.write(`A fault was planted and not found: ${fault}\n`)
  if (missed.length > 0) return 1
  if (!isRendered) process.stdout.write('kubectl is not here: the example overlay was read, and not rendered.\n')
  process.stdout.write(`What deploys it fits it, and ${plants.length} planted faults were found.\n`)
  return 0
}

async function missedFaults(): Promise<string[]> {
  const place = mkdtempSync(join(tmpdir(), 'g5-check-deployment-'))
  const copy = pathToFileURL(`${place}/`)
  try {
    for (const path of ['docker-compose.yml', 'infra/kubernetes'])
      cpSync(new URL(path, root), new URL(path, copy), { recursive: true })
    for (const [file, from, to] of plants) {
      const path = new URL(file.endsWith('compose.yml') ? file : `infra/kubernetes/${file}`, copy)
      const text = readFileSync(path, 'utf8')
      if (!text.includes(from)) throw new Error(`${file} has no ${from} to plant a fault in`)
      writeFileSync(path, text.replaceAll(from, to))
    }
    const { faults } = await judgeDeployment(copy)
    return plants.flatMap(([file, , to, fault]) => (faults.some((said) => fault.test(said)) ? [] : [`${file}: ${to}`]))
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

process.exitCode = await main()
