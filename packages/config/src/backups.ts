import { CronExpressionParser } from 'cron-parser'
import type { z } from 'zod'
import { placeOf, placeVariables } from './backup-place.ts'
import { settingOf } from './environment.ts'
import { directory, integer, kind } from './kinds.ts'
import { secret } from './secrets.ts'
import type { Mode } from './shared.ts'

const cron = kind('a cron expression of five fields in UTC, such as 0 3 * * *', (text) => {
  if (text.split(/\s+/).length !== 5) return undefined
  try {
    return CronExpressionParser.parse(text, { tz: 'UTC' }).stringify()
  } catch {
    return undefined
  }
})

/** Whether backups are to be made at all. */
export const backupSchedule = {
  BACKUP_CRON: cron.optional().meta({
    description:
      'When the database is backed up, in UTC, such as `0 3 * * *`: by a worker that has `pg_dump`, or by `backup --schedule`. The health of the API asks for them then',
    unset: 'never: something else has to',
  }),
}

/** What makes backups and puts them back reads besides. */
export const backupVariables = (mode: Mode) => ({
  ...placeVariables,
  BACKUP_ENCRYPTION_KEY: secret({ shortest: 32, guessable: mode !== 'production' })
    .optional()
    .meta({
      description: 'At least 32 characters, and not `ENCRYPTION_KEY`. Encrypts backups: losing it loses them',
      unset: 'backups are not encrypted',
      secret: true,
    }),
  BACKUP_RETENTION_DAYS: integer(1, 3_650)
    .prefault('30')
    .meta({ description: 'Days that a backup is kept. The newest good one always is' }),
  PG_BIN_DIR: directory.optional().meta({
    description: 'Where `pg_dump` and `pg_restore` are; they must not be older than the server',
    unset: 'they are looked for on the `PATH`',
  }),
})

type BackupValues = z.output<z.ZodObject<ReturnType<typeof backupVariables>>>

export function backupSection(values: BackupValues, env: NodeJS.ProcessEnv) {
  return {
    place: placeOf(values),
    encryptionKey: values.BACKUP_ENCRYPTION_KEY,
    retentionDays: values.BACKUP_RETENTION_DAYS,
    /** Directories that the tools are looked for in, with colons between them. */
    toolPath: [values.PG_BIN_DIR, settingOf(env, 'PATH')].filter((place) => place !== undefined).join(':'),
  }
}
