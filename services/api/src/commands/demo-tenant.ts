import { hashToken, mintApiKey, uuidv7 } from '@g5/core'
import {
  createTenant,
  type Database,
  endSessions,
  findTenant,
  findUserByEmail,
  seedUser,
  setPassword,
  storeApiKey,
  systemActor,
  type Tx,
  writeAudit,
} from '@g5/db'
import type { Passwords } from '../auth/passwords.ts'

const actor = systemActor('seed')
const email = 'admin@demo.test'

interface Wanted {
  adminPassword: string | undefined
  apiKey: string | undefined
}

/**
 * Makes what is missing of the demo tenant, with its audit rows, in one transaction.
 * @returns a line for each thing that was made or changed; a generated secret stands in it
 */
export async function seed(
  { orm }: Database,
  passwords: Passwords,
  { adminPassword, apiKey }: Wanted,
  generatedPassword: string,
): Promise<string[]> {
  return orm.transaction(async (tx) => {
    const found = await findTenant(tx, { name: 'demo' })
    const tenant = found ?? (await createTenant(tx, { id: newId(), slug: 'demo', name: 'Demo' }))
    const said: string[] = []
    const note = async (line: string, action: `${string}.${string}`, kind: string, id: string) => {
      await writeAudit(tx, actor, { id: newId(), tenantId: tenant.id, action, target: { kind, id } })
      said.push(line)
    }
    if (!found) await note('Made the tenant demo.', 'tenant.created', 'tenant', tenant.id)

    const admin = await ensureAdmin(tx, tenant.id, passwords, adminPassword ?? generatedPassword)
    const shownPassword = adminPassword === undefined ? `, password ${generatedPassword}` : ''
    if (admin.made) await note(`Made the user ${email}${shownPassword}.`, 'user.created', 'user', admin.id)
    else if (adminPassword !== undefined && !(await passwords.verify(admin.passwordHash, adminPassword))) {
      await setPassword(tx, admin.id, await passwords.hash(adminPassword))
      await endSessions(tx, admin.id)
      await note(`Changed the password of ${email}.`, 'user.password_changed', 'user', admin.id)
    }

    const key = apiKey !== undefined ? keyOf(apiKey) : found ? undefined : mintApiKey()
    if (key) {
      const { secret, prefix, hash } = key
      const id = newId()
      const row = { id, tenantId: tenant.id, name: 'seed', prefix, hash, scopes: ['*'] }
      const shownKey = apiKey === undefined ? ` ${secret}` : ` of SEED_API_KEY`
      if (await storeApiKey(tx, row)) await note(`Made the API key${shownKey}.`, 'api_key.created', 'api_key', id)
    }
    return said
  })
}

const newId = () => uuidv7(Date.now())

const keyOf = (secret: string) => ({ secret, prefix: secret.slice(0, 12), hash: hashToken(secret) })

async function ensureAdmin(tx: Tx, tenantId: string, passwords: Passwords, password: string) {
  const known = await findUserByEmail(tx, email)
  if (known) return { ...known, made: false }
  const user = { id: newId(), tenantId, email, role: 'admin', passwordHash: await passwords.hash(password) }
  return { ...user, made: await seedUser(tx, user) }
}
