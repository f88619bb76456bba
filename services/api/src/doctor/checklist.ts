import { backupRetention, backups } from './checks/backups.ts'
import { clock } from './checks/clock.ts'
import { databasePassword, databaseRotation } from './checks/credentials.ts'
import { egress } from './checks/egress.ts'
import { environment } from './checks/environment.ts'
import { csp, hsts } from './checks/headers.ts'
import { migrations } from './checks/migrations.ts'
import { postgres } from './checks/postgres.ts'
import { rateLimits } from './checks/rate-limits.ts'
import { redis } from './checks/redis.ts'
import { replicas } from './checks/replicas.ts'
import { secrets, secretsDiffer } from './checks/secrets.ts'
import { telemetry } from './checks/telemetry.ts'
import { walArchive } from './checks/wal-archive.ts'
import type { Check } from './verdict.ts'

/** What must hold before an environment takes the next step. */
export const checklist: readonly Check[] = [
  environment,
  ...secrets,
  secretsDiffer,
  databasePassword,
  databaseRotation,
  csp,
  hsts,
  telemetry,
  rateLimits,
  backups,
  backupRetention,
  walArchive,
  migrations,
  ...redis,
  ...postgres,
  replicas,
  clock,
  egress,
]
