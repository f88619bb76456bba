import type { EndpointSecret } from '@g5/contracts'
import {
  MalformedSecret,
  newSecret,
  type Sealer,
  type Signing,
  sealContext,
  signingKey,
  signingOf,
  uuidv7,
  verifyingSecret,
} from '@g5/core'
import type { DatabaseClock, SealedSecret, StoredSecret } from '@g5/db'
import { time } from '../present.ts'
import { HttpProblem } from '../problem.ts'

/**
 * A secret as it is kept: the one given, or a new one. Of what a receiver verifies with the last four characters stay
 * readable.
 * @throws {HttpProblem} when the one given is not of the endpoint's kind, or is no pair of keys
 */
export function sealedSecret(
  { sealer, clock }: { sealer: Sealer; clock: DatabaseClock },
  signing: Signing,
  secret = newSecret(signing),
): SealedSecret {
  const detail = faultOf(signing, secret)
  if (detail) throw new HttpProblem('validation_failed', { errors: [{ pointer: '/secret', detail }] })
  const id = uuidv7(clock.now())
  const hint = verifyingSecret(secret).slice(-4)
  return { id, sealed: sealer.seal(secret, sealContext.endpointSecret(id)), hint }
}

function faultOf(signing: Signing, secret: string): string | undefined {
  if (signingOf(secret) !== signing)
    return signing === 'v1a' ? 'must be whsk_…, since signing is v1a' : 'must be whsec_…, since signing is v1'
  try {
    signingKey(secret)
    return undefined
  } catch (error) {
    if (error instanceof MalformedSecret) return error.message
    throw error
  }
}

/** As a receiver needs them. @param stored newest first */
export function openSecrets(sealer: Sealer, stored: readonly StoredSecret[]): EndpointSecret {
  const opened = stored.map(({ id, sealed, expiresAt }) => ({
    secret: verifyingSecret(sealer.open(sealed, sealContext.endpointSecret(id))),
    expiresAt: time(expiresAt),
  }))
  const present = opened.find(({ expiresAt }) => expiresAt === null)
  if (!present) throw new Error('an endpoint without a present secret')
  const previous = opened.flatMap(({ secret, expiresAt }) => (expiresAt === null ? [] : [{ secret, expiresAt }]))
  return { secret: present.secret, previous }
}
