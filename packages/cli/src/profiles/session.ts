import { type Credential, createClient, type G5, G5Problem } from '@g5/sdk'
import { exits, Failure } from '../failures.ts'
import type { Profile, Store } from './store.ts'

/** The deployment that is asked, and as whom. */
export interface Session {
  url: string
  tenant: string | undefined
  /** Where url and credential come from, for people. */
  from: string
  /** Undefined: nobody; only what is public can be asked. */
  credential: Credential | undefined
}

export interface Asked {
  url?: string | undefined
  tenant?: string | undefined
  profile?: string | undefined
}

export const usualUrl = 'http://127.0.0.1:3000'

/** What is typed comes first, then the environment, then the profile. */
export function sessionOf(asked: Asked, env: NodeJS.ProcessEnv, store: Store): Session {
  const name = asked.profile ?? (env['G5_PROFILE'] || undefined)
  const { current, profiles } = store.read()
  const profile = profiles[name ?? current]
  if (name !== undefined && !profile)
    throw new Failure(`There is no profile "${name}"`, {
      next: `Make it with \`g5 login --profile ${name}\`; \`g5 profiles list\` shows those there are.`,
      exit: exits.notFound,
    })
  const key = env['G5_API_KEY']
  const url = (asked.url ?? (env['G5_URL'] || profile?.url) ?? usualUrl).replace(/\/+$/, '')
  const tenant = asked.tenant ?? (env['G5_TENANT'] || profile?.tenant)
  // A credential goes to the deployment that it is of, and nowhere else.
  const own = profile && profile.url === url ? profile : undefined
  if (key) return { url, tenant, from: 'G5_API_KEY', credential: key }
  return {
    url,
    tenant,
    from: own ? `profile ${name ?? current}` : 'nowhere',
    credential: own && credentialOf(own, name ?? current, store),
  }
}

function credentialOf(profile: Profile, name: string, store: Store): Credential | undefined {
  if (profile.key) return profile.key
  if (!profile.accessToken) return undefined
  let token = profile.accessToken
  return async ({ renew }) => {
    if (renew) token = await renewed(store, name, token)
    return token
  }
}

/** A refresh token is good once: whoever comes second takes what the first one got. */
function renewed(store: Store, name: string, refused: string): Promise<string> {
  return store.change(async ({ profiles }) => {
    const profile = profiles[name]
    if (profile?.accessToken && profile.accessToken !== refused) return profile.accessToken
    if (!profile?.refreshToken) throw ended(name)
    try {
      const { accessToken, refreshToken } = await createClient({ baseUrl: profile.url }).auth.refresh(
        { refreshToken: profile.refreshToken },
        { timeoutMs: 10_000 },
      )
      Object.assign(profile, { accessToken, ...(refreshToken && { refreshToken }) })
      return accessToken
    } catch (error) {
      throw error instanceof G5Problem && error.status === 401 ? ended(name) : error
    }
  })
}

const ended = (name: string) =>
  new Failure(`The login of profile ${name} has ended`, {
    next: `Sign in again: g5 login --profile ${name}`,
    exit: exits.refused,
  })

export function clientOf(
  { url, tenant, credential }: Session,
  fetch?: (url: string, init: RequestInit) => Promise<Response>,
): G5 {
  return createClient({
    baseUrl: url,
    ...(tenant && { tenant }),
    ...(credential !== undefined && { credential }),
    ...(fetch && { fetch }),
  })
}

/** The token of a request that is not made by the client. */
export async function tokenOf({ credential }: Session, renew = false): Promise<string | undefined> {
  return typeof credential === 'function' ? credential({ renew }) : credential
}
