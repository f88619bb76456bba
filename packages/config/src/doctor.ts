import { z } from 'zod'
import { apiVariables } from './api.ts'
import { type BackupPlace, placeOf } from './backup-place.ts'
import { backupVariables } from './backups.ts'
import { type InvalidVariable, invalidIn, settingsOf } from './environment.ts'
import { kind } from './kinds.ts'
import { type Mode, modeOf } from './shared.ts'

const isoDate = kind('a date such as 2026-01-31', (text) => z.iso.date().safeParse(text).data)

/** What the checklist alone asks for. */
export const checklistVariables = {
  DB_CREDENTIALS_ROTATED_AT: isoDate.optional().meta({
    description: 'The day that the password in `DATABASE_URL` was last changed, such as `2026-01-31`',
    unset: 'the checklist warns',
  }),
}

const doctorVariables = (mode: Mode) => ({ ...apiVariables(mode), ...backupVariables(mode), ...checklistVariables })

type Values = z.output<z.ZodObject<ReturnType<typeof doctorVariables>>>
export type DoctorValues = { [Name in keyof Values]?: Values[Name] | undefined }

/** What an environment says, as far as it can be read, and what is wrong with the rest of it. */
export interface EnvironmentSurvey {
  mode: Mode
  /** Without those that are invalid. */
  values: DoctorValues
  invalid: readonly InvalidVariable[]
  /** Names of what is good enough here, and would not be in production. */
  refusedInProduction: readonly string[]
  /** Where backups are kept; undefined where that can't be read. */
  backupPlace: BackupPlace | undefined
}

/** Reads the environment of an API to judge it, not to run on it: never throws. */
export function surveyEnvironment(env: NodeJS.ProcessEnv = process.env): EnvironmentSurvey {
  const mode = modeOf(env)
  const variables = doctorVariables(mode)
  const given = settingsOf(env, variables)
  const invalid = invalidIn(given, variables)
  const strict = doctorVariables('production')
  const refused = invalidIn(settingsOf(env, strict), strict).map(({ variable }) => variable)
  const readable = { ...given }
  for (const { variable } of invalid) delete readable[variable]
  const values = z.object(variables).partial().parse(readable)
  return {
    mode,
    values,
    invalid,
    backupPlace: backupPlaceIn(values, invalid),
    refusedInProduction: refused.filter((name) => !invalid.some(({ variable }) => variable === name)),
  }
}

function backupPlaceIn({ BACKUP_DIR, ...values }: DoctorValues, invalid: InvalidVariable[]): BackupPlace | undefined {
  if (BACKUP_DIR === undefined || invalid.some(({ variable }) => variable.startsWith('BACKUP_'))) return undefined
  return placeOf({ BACKUP_DIR, ...values })
}
