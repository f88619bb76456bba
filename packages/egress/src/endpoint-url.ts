import { type Allowed, type Policy, type Refused, refused, type UrlRefusal } from './policy.ts'
import type { Resolve } from './resolve.ts'

/**
 * The judgement of a URL when an endpoint is written: {@link Policy.judgeUrl}, then the host's addresses. One blocked
 * address among many refuses the URL, since nobody knows which one a connection would take.
 *
 * This spares a tenant a surprise; it protects nothing, because a name can point elsewhere a second later. What
 * protects is the same judgement at every connection.
 *
 * `unresolvable` is a reason of its own: the caller decides whether a name may be written before it exists.
 */
export async function judgeEndpointUrl(
  policy: Policy,
  text: string,
  resolve: Resolve,
): Promise<Allowed | Refused<UrlRefusal | 'unresolvable'>> {
  const judged = policy.judgeUrl(text)
  if (!judged.allowed || judged.literal) return judged

  const addresses = await resolve(judged.host).catch(() => [])
  if (addresses.length === 0) {
    return { allowed: false, reason: 'unresolvable', detail: 'The host of the URL does not resolve to an address.' }
  }
  for (const address of addresses) {
    const refusal = policy.refusalOf(address, judged.unless)
    if (refusal) return refused(refusal)
  }
  return judged
}
