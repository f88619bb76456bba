import type { Served } from '../served.ts'
import { type Check, green, red, redIn, type Verdict, yellow } from '../verdict.ts'

/** Seconds: half a year, from which scanners count it as strong. */
const shortestHsts = 15_552_000

const proxy = 'See that what stands in front of the API passes its headers on.'

/** The directives of a policy by their names (CSP level 3, section 2.2.1: the first of a name counts). */
function directives(policy: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const directive of policy.split(';')) {
    const [name, ...sources] = directive.trim().toLowerCase().split(/\s+/)
    if (name && !found.has(name)) found.set(name, sources)
  }
  return found
}

export function judgeCsp(policy: string | null): Verdict {
  if (policy === null) return red('no Content-Security-Policy is served', proxy)
  const named = directives(policy)
  const scripts = named.get('script-src') ?? named.get('default-src')
  const closed = 'Serve the policy of the API unchanged.'
  if (!scripts) return red('the policy lets scripts come from anywhere', closed)
  const loose = scripts.filter((source) => /^('unsafe-inline'|'unsafe-eval'|\*|https?:|data:|blob:)$/.test(source))
  if (loose.length > 0) return red(`the policy lets scripts come from ${loose.join(' ')}`, closed)
  return named.has('frame-ancestors') ? green(policy) : yellow('the policy lets any page frame it', closed)
}

export function judgeHsts(mode: string, { https, strictTransportSecurity }: Served): Verdict {
  if (strictTransportSecurity === null)
    return redIn(mode, 'no Strict-Transport-Security is served', `NODE_ENV=production turns it on. ${proxy}`)
  const seconds = Number(/max-age="?(\d+)/i.exec(strictTransportSecurity)?.[1] ?? 0)
  if (seconds < shortestHsts) return redIn(mode, strictTransportSecurity, 'Serve a max-age of at least half a year.')
  return https
    ? green(strictTransportSecurity)
    : yellow(`${strictTransportSecurity}, asked over http`, 'Ask where people do: --url https://…')
}

/** 503 is health's own answer too: that it is down is no fault of its headers. */
function answering(served: Served): Verdict | undefined {
  if (served.status === 200 || served.status === 503) return undefined
  return red(`${served.url} answers ${served.status}`, 'Give the address of the API: --url, or PUBLIC_URL.')
}

export const csp: Check = {
  id: 'csp',
  item: 'CSP as served',
  async look(ground) {
    const served = await ground.served()
    return answering(served) ?? judgeCsp(served.contentSecurityPolicy)
  },
}

export const hsts: Check = {
  id: 'hsts',
  item: 'HSTS as served',
  async look(ground) {
    const served = await ground.served()
    return answering(served) ?? judgeHsts(ground.env.mode, served)
  },
}
