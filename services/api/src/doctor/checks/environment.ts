import type { EnvironmentSurvey } from '@g5/config'
import { type Check, green, red, type Verdict } from '../verdict.ts'

export function judgeEnvironment({ mode, invalid }: Pick<EnvironmentSurvey, 'mode' | 'invalid'>): Verdict {
  if (invalid.length === 0) return green(`every variable is valid for ${mode}`)
  const faults = invalid.map(({ variable, expected }) => `${variable} ${expected}`)
  return red(faults.join('; '), 'Set them: the API would not start.')
}

export const environment: Check = {
  id: 'environment',
  item: 'Environment',
  look: ({ env }) => judgeEnvironment(env),
}
