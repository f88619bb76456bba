import { storeInvite, type Tx } from '@g5/db'
import { mint } from '../auth/secrets.ts'
import { consoleLink } from '../console-link.ts'
import type { Deps } from '../deps.ts'

const inviteSeconds = 7 * 86_400

/** A link by which a user chooses a password, once; the one they had before is no good any more. */
export async function invite(
  tx: Tx,
  userId: string,
  origin: string,
  deps: Pick<Deps, 'config'>,
): Promise<{ url: string; expiresAt: string }> {
  const { secret, hash } = mint('invite')
  const expiresAt = await storeInvite(tx, userId, hash, inviteSeconds)
  return { url: consoleLink(deps, origin, 'accept-invite', { token: secret }), expiresAt }
}
