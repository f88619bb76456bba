import { setTimeout as wait } from 'node:timers/promises'
import { judgeEndpointUrl } from '@g5/egress'
import type { Deps } from '../deps.ts'
import { HttpProblem } from '../problem.ts'

/** A name server that hangs must not hang who writes an endpoint. */
const patienceMs = 3_000

/**
 * Tells whoever writes an endpoint at once what every connection would refuse. A name that does not resolve is let
 * through: it may be about to exist, and nothing can be sent to it before that.
 * @throws {HttpProblem} `validation_failed`, with a pointer to the URL
 */
export async function checkUrl(url: string, { policy, resolve }: Deps): Promise<void> {
  const giveUp = new AbortController()
  const late = wait(patienceMs, [], { signal: giveUp.signal }).catch(() => [])
  const judged = await judgeEndpointUrl(policy, url, (host) => Promise.race([resolve(host), late]))
  giveUp.abort()
  if (judged.allowed || judged.reason === 'unresolvable') return
  throw new HttpProblem('validation_failed', { errors: [{ pointer: '/url', detail: judged.detail }] })
}
