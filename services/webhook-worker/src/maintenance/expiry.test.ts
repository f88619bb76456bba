import { uuidv7 } from '@g5/core'
import { connect, createPortalSession, createTenant, seedUser, storeInvite, storeRefreshToken } from '@g5/db'
import { createLogger } from '@g5/telemetry'
import { freshDatabase } from '@g5/testing'
import { expect, test } from 'vitest'
import { deleteWhatExpired } from './expiry.ts'

const newId = () => uuidv7(Date.now())
const bytes = (text: string) => Buffer.from(text)

test('refresh tokens, invites and portal sessions that expired are deleted, and no others', async () => {
  const fresh = await freshDatabase()
  const { sql, orm, close } = connect(fresh.url, { max: 1, name: 'test' })
  try {
    const { id: tenantId } = await createTenant(orm, { id: newId(), slug: 'expiry', name: 'expiry' })
    for (const life of [-1, 3_600]) {
      const [userId, mark] = [newId(), bytes(String(life))]
      await seedUser(orm, { id: userId, tenantId, email: `${life}@expiry.test`, role: 'viewer' })
      await storeRefreshToken(orm, { hash: mark, userId, family: newId(), lifeSeconds: life })
      await storeInvite(orm, userId, mark, life)
      const wishes = { subject: String(life), capabilities: ['view'], endpointIds: null, codeHash: mark }
      await createPortalSession(orm, { id: newId(), tenantId, ...wishes, codeSeconds: 1, lifeSeconds: life })
    }
    await deleteWhatExpired(sql, createLogger({ service: 'test', level: 'silent' }))
    const left = [
      await sql`select convert_from(hash, 'utf8') as life from refresh_tokens`,
      await sql`select convert_from(hash, 'utf8') as life from invites`,
      await sql`select subject as life from portal_sessions`,
    ]
    for (const rows of left) expect(rows.map((row) => row['life'])).toEqual(['3600'])
    expect(await sql`select from users`).toHaveLength(2)
  } finally {
    await close()
    await fresh.close()
  }
})
