import { hashToken, naturalBatch, sameBytes } from '@g5/core'
import { type Database, findActiveUser, findLiveKeys, findPortalSession, touchKeys } from '@g5/db'
import { LRUCache } from 'lru-cache'
import { persistently } from '../persistently.ts'
import type { AccessClaims, AccessTokens } from './access-tokens.ts'
import { operator, type Principal, principalOfKey, principalOfPortal, principalOfUser } from './principal.ts'
import { isPortalToken } from './secrets.ts'

export interface Credentials {
  /**
   * Whose credential an Authorization header holds. Undefined for an unknown, an expired and a revoked one alike.
   * It is looked up for each request, so revoking takes effect at once.
   */
  authenticate(authorization: string | undefined): Promise<Principal | undefined>
  /** An API key that was live within the last minute: good only where whatever follows looks at it again. */
  remembered(authorization: string | undefined): Principal | undefined
  drain(): Promise<void>
}

interface CredentialsDeps {
  db: Database
  tokens: AccessTokens
  operatorApiKey: string | undefined
  onError(error: unknown): void
}

/** How long a key may be taken for live by those who look at it again. */
const rememberMs = 60_000

/** How long a lost connection is tried again: a database that restarts is away for about as long. */
const patienceMs = 3_000

export function createCredentials({ db, tokens, operatorApiKey, onError }: CredentialsDeps): Credentials {
  const operatorHash = operatorApiKey === undefined ? undefined : hashToken(operatorApiKey)
  const keys = naturalBatch({
    flush: (hashes: Buffer[]) => persistently(patienceMs, () => findLiveKeys(db, hashes)),
    maxItems: 500,
    maxWaiting: 10_000,
    concurrency: 1,
  })
  const touched = createTouches(db, onError)
  const live = new LRUCache<string, Principal>({ max: 10_000, ttl: rememberMs })

  return {
    remembered(authorization) {
      const token = tokenOf(authorization)
      const known = token === undefined ? undefined : live.get(nameOf(hashToken(token)))
      if (known) touched.add(known.id ?? '')
      return known
    },
    async authenticate(authorization) {
      const token = tokenOf(authorization)
      if (token === undefined) return undefined
      const hash = hashToken(token)
      if (operatorHash && sameBytes(hash, operatorHash)) return operator
      const claims = tokens.verify(token)
      if (claims) return byClaims(db, claims)
      if (isPortalToken(token)) {
        const session = await findPortalSession(db.orm, hash)
        return session && principalOfPortal(session)
      }
      const key = await keys.add(hash)
      if (!key) {
        live.delete(nameOf(hash))
        return undefined
      }
      touched.add(key.id)
      const principal = principalOfKey(key)
      live.set(nameOf(hash), { ...principal, remembered: true })
      return principal
    },
    drain: touched.drain,
  }
}

async function byClaims({ orm }: Database, { userId, epoch, family }: AccessClaims): Promise<Principal | undefined> {
  const user = await findActiveUser(orm, userId)
  return user?.sessionEpoch === epoch ? { ...principalOfUser(user), ...(family && { family }) } : undefined
}

const tokenOf = (authorization = '') => /^Bearer +(\S+) *$/i.exec(authorization)?.[1]

/** The token itself is kept nowhere. */
const nameOf = (hash: Buffer) => hash.toString('latin1')

const toTheMinute = 60_000

/** "Last used" is written at most once a minute a key, and never in the way of a request. */
function createTouches(db: Database, onError: (error: unknown) => void) {
  const lastTouch = new Map<string, number>()
  const batch = naturalBatch<string, undefined>({
    flush: async (ids) => {
      await touchKeys(db, ids)
      return ids.map(() => undefined)
    },
    maxItems: 500,
    maxWaiting: 10_000,
  })
  return {
    add(id: string) {
      const now = performance.now()
      if (now - (lastTouch.get(id) ?? Number.NEGATIVE_INFINITY) < toTheMinute) return
      if (lastTouch.size > 10_000) lastTouch.clear()
      lastTouch.set(id, now)
      batch.add(id).catch(onError)
    },
    drain: batch.drain,
  }
}
