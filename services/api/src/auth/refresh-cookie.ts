import type { ApiConfig } from '@g5/config'
import { parseCookie, stringifySetCookie } from 'cookie'
import { HttpProblem } from '../problem.ts'

/** A browser sends it to `/v1/auth` alone, and no script can read it. */
const name = 'g5_refresh'

interface Deps {
  config: Pick<ApiConfig, 'mode' | 'publicUrl'>
}

/** @returns a Set-Cookie header; without a token it removes the cookie */
export function refreshCookie({ config }: Deps, token: string, lifeSeconds: number): string {
  return stringifySetCookie({
    name,
    value: token,
    maxAge: lifeSeconds,
    path: '/v1/auth',
    httpOnly: true,
    sameSite: 'strict',
    secure: config.mode === 'production',
  })
}

export const removedCookie = (deps: Deps) => refreshCookie(deps, '', 0)

interface Asked {
  headers: Readonly<Record<string, string | string[] | undefined>>
  origin(): string
}

/**
 * The refresh token of the body, or else of the cookie. A browser sends a cookie whoever's page asks, and `SameSite`
 * takes pages of sibling domains for ours: only those of our own origin are believed.
 * @throws {HttpProblem} `forbidden`
 */
export function presentedToken(
  given: string | undefined,
  asked: Asked,
  deps: Deps,
): { token: string; inCookie: boolean } | undefined {
  if (given !== undefined) return { token: given, inCookie: false }
  const token = parseCookie(String(asked.headers['cookie'] ?? ''))[name]
  if (!token) return undefined
  if (!isFromOurPage(asked, deps)) throw new HttpProblem('forbidden', { detail: 'A page of another origin asks.' })
  return { token, inCookie: true }
}

/** Fetch Metadata where the browser has it, which no page can forge, else `Origin`. What is no browser sends neither. */
function isFromOurPage({ headers, origin }: Asked, { config }: Deps): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const from = headers['origin']
  return from === undefined || hostOf(String(from)) === hostOf(config.publicUrl ?? origin())
}

/** Without the scheme: a proxy that ends TLS before us may not tell. */
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '')
