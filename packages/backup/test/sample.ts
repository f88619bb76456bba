import { newSecret, type Sealer, sealContext, uuidv7 } from '@g5/core'
import { connect, createEndpoint, createTenant } from '@g5/db'

/** A tenant with an endpoint of each kind of signature. */
export async function fill(url: string, sealer: Sealer): Promise<void> {
  const db = connect(url, { max: 1, name: 'test' })
  const tenantId = uuidv7(Date.now())
  await createTenant(db.orm, { id: tenantId, slug: 'first', name: 'First' })
  for (const signing of ['v1', 'v1a'] as const) {
    const id = uuidv7(Date.now())
    const secretId = uuidv7(Date.now())
    const sealed = sealer.seal(newSecret(signing), sealContext.endpointSecret(secretId))
    const values = { url: 'https://receiver.test/hook', signing }
    const made = await db.orm.transaction((tx) =>
      createEndpoint(tx, tenantId, id, values, { id: secretId, sealed, hint: 'abcd' }),
    )
    if (made.kind !== 'created') throw new Error(made.kind)
  }
  await db.close()
}
