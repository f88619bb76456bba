import { type Check, green, redIn, type Verdict, yellow } from '../verdict.ts'

const day = 86_400_000
/** A quarter, which is how often secrets are to be rotated. */
const oldestDays = 90

const defaults = /^(postgres|password|passwd|pw|g5|g5-?core|admin|root|change.?me|secret|test|example|1234\d*)$/i

/** @param url of the database; its password is never part of what is found */
export function judgePassword(mode: string, url: URL): Verdict {
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const change = 'Give the role a generated password, as infra/ROTATION.md says.'
  if (password === '') return yellow('no password in DATABASE_URL', 'See that the database asks for another proof.')
  if (defaults.test(password) || password === user) return redIn(mode, 'a default password', change)
  return password.length < 12 ? yellow('a password of less than 12 characters', change) : green('not a default')
}

/** @param rotatedAt an ISO date */
export function judgeRotation(rotatedAt: string | undefined, now: Date): Verdict {
  const todo = 'Rotate them as infra/ROTATION.md says, and set DB_CREDENTIALS_ROTATED_AT to that day.'
  if (rotatedAt === undefined) return yellow('DB_CREDENTIALS_ROTATED_AT is not set', todo)
  const days = Math.floor((now.getTime() - Date.parse(rotatedAt)) / day)
  if (days < -1) return yellow(`rotated on ${rotatedAt}, which is still to come`, todo)
  const found = `rotated on ${rotatedAt}, ${Math.max(days, 0)} days ago`
  return days > oldestDays ? yellow(found, todo) : green(found)
}

export const databasePassword: Check = {
  id: 'database_password',
  item: 'DB credentials not default',
  look({ env: { mode, values } }) {
    if (values.DATABASE_URL === undefined) throw new Error('there is no valid DATABASE_URL')
    return judgePassword(mode, new URL(values.DATABASE_URL))
  },
}

export const databaseRotation: Check = {
  id: 'database_rotation',
  item: 'DB credentials rotated',
  look: ({ env, now }) => judgeRotation(env.values.DB_CREDENTIALS_ROTATED_AT, now),
}
