import type { EndpointSecret } from '@g5/contracts'
import { generateSecret, type Sealer, sealContext, uuidv7 } from '@g5/core'
import type { DatabaseClock, SealedSecret, StoredSecret } from '@g5/db'
import { time } from '../present.ts'

/** A secret as it is kept: the one given, or a new one. Only its last four characters stay readable. */
export function sealedSecret(
  { sealer, clock }: { sealer: Sealer; clock: DatabaseClock },
  secret = generateSecret(),
): SealedSecret {
  const id = uuidv7(clock.now())
  return { id, sealed: sealer.seal(secret, sealContext.endpointSecret(id)), hint: secret.slice(-4) }
}

/** @param stored newest first */
export function openSecrets(sealer: Sealer, stored: readonly StoredSecret[]): EndpointSecret {
  const opened = stored.map(({ id, sealed, expiresAt }) => ({
    secret: sealer.open(sealed, sealContext.endpointSecret(id)),
    expiresAt: time(expiresAt),
  }))
  const present = opened.find(({ expiresAt }) => expiresAt === null)
  if (!present) throw new Error('an endpoint without a present secret')
  const previous = opened.flatMap(({ secret, expiresAt }) => (expiresAt === null ? [] : [{ secret, expiresAt }]))
  return { secret: present.secret, previous }
}
