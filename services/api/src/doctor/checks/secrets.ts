import type { EnvironmentSurvey } from '@g5/config'
import { type Check, green, red, redIn, type Verdict, yellow } from '../verdict.ts'

export interface SecretFacts {
  mode: string
  isSet: boolean
  isValid: boolean
  refusedInProduction: boolean
}

const generate = 'Generate one (`openssl rand -hex 32`) and rotate to it as infra/ROTATION.md says.'

/** Strength is what the environment's own rule for production says: long, from no example, and not repeated. */
export function judgeSecret({ mode, isSet, isValid, refusedInProduction }: SecretFacts): Verdict {
  if (!isValid) return red('missing or too weak to start with', generate)
  if (!isSet) return redIn(mode, 'not set', generate)
  return refusedInProduction ? yellow('good enough for one machine, not for production', generate) : green('strong')
}

type SecretName = 'JWT_SECRET' | 'ENCRYPTION_KEY' | 'OPERATOR_API_KEY'

function factsOf(name: SecretName, { mode, values, invalid, refusedInProduction }: EnvironmentSurvey): SecretFacts {
  return {
    mode,
    isSet: values[name] !== undefined,
    isValid: !invalid.some(({ variable }) => variable === name),
    refusedInProduction: refusedInProduction.includes(name),
  }
}

const secretCheck = (id: string, name: SecretName): Check => ({
  id,
  item: `${name} strong`,
  look: ({ env }) => judgeSecret(factsOf(name, env)),
})

export const secrets = [
  secretCheck('jwt_secret', 'JWT_SECRET'),
  secretCheck('encryption_key', 'ENCRYPTION_KEY'),
  secretCheck('operator_key', 'OPERATOR_API_KEY'),
]

/** Two secrets that are one: who has it for one purpose has it for all. */
export function judgeSharing(values: readonly (string | undefined)[]): Verdict {
  const set = values.filter((value) => value !== undefined)
  return new Set(set).size === set.length
    ? green('each has its own value')
    : red('two of JWT_SECRET, ENCRYPTION_KEY and OPERATOR_API_KEY are the same', generate)
}

export const secretsDiffer: Check = {
  id: 'secrets_differ',
  item: 'Secrets differ',
  look: ({ env: { mode, values } }) => {
    const verdict = judgeSharing([values.JWT_SECRET, values.ENCRYPTION_KEY, values.OPERATOR_API_KEY])
    return verdict.status === 'red' ? redIn(mode, verdict.found, generate) : verdict
  },
}
