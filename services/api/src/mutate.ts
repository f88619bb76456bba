import { hash } from 'node:crypto'
import { sealContext, uuidv7 } from '@g5/core'
import { claimKey, storeAnswer, type Tx, writeAudit } from '@g5/db'
import type { Deps } from './deps.ts'
import { HttpProblem } from './problem.ts'
import { type Rendered, render } from './render.ts'
import type { AnyRequest, Route } from './route.ts'

/** 1 to 255 visible ASCII characters, quoted or not (draft-ietf-httpapi-idempotency-key-header). */
export function idempotencyKeyOf(headers: AnyRequest['headers']): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw new HttpProblem('validation_failed', {
    errors: [{ pointer: '#/header/idempotency-key', detail: 'must be 1 to 255 visible ASCII characters' }],
  })
}

interface Mutated extends Rendered {
  refused?: HttpProblem
  after?: (() => void) | undefined
}

/** Runs a mutation with its audit row and its stored answer in one transaction: all of it happens, or nothing. */
export async function mutate(route: Route, request: AnyRequest, deps: Deps): Promise<Rendered> {
  const keyed = keyOf(route, request)
  const done = await deps.db.orm.transaction(async (tx): Promise<Mutated> => {
    const earlier = keyed && (await earlierAnswer(tx, keyed, deps))
    if (earlier) return earlier
    const mutated = await perform(route, request, deps, tx)
    if (keyed && !mutated.refused) await keepAnswer(tx, keyed, mutated, deps)
    return mutated
  })
  if (done.refused) throw done.refused
  done.after?.()
  return done
}

async function perform(route: Route, request: AnyRequest, deps: Deps, tx: Tx): Promise<Mutated> {
  const outcome = await route.handle(request, deps, tx)
  if (outcome.kind === 'stream') throw new Error(`${route.method} ${route.url} streams what it changes`)
  if (!outcome.audit) {
    render(route, outcome, deps.config.mode) // Throws a refusal, and so undoes what it did.
    throw new Error(`${route.method} ${route.url} changed something without an audit entry`)
  }
  if (outcome.audit === 'unchanged') return render(route, outcome, deps.config.mode)
  const { actor, tenantId, ...entry } = outcome.audit
  const ownTenant = request.scope && 'tenantId' in request.scope ? request.scope.tenantId : null
  await writeAudit(
    tx,
    { ...request.actor, ...actor },
    { ...entry, id: uuidv7(deps.clock.now()), tenantId: tenantId === undefined ? ownTenant : tenantId },
  )
  if (outcome.kind === 'refusal') {
    const refused = new HttpProblem(outcome.code, outcome.details)
    return { status: 0, headers: {}, body: undefined, refused }
  }
  return { ...render(route, outcome, deps.config.mode), after: outcome.after }
}

interface Keyed {
  key: Buffer
  tenantId: string | null
  /** Of the request's target and body: the same key for another request is a mistake, whatever differs. */
  bodyHash: Buffer
}

/** Does a route take an Idempotency-Key? */
export function takesKey({ method, scope, mutates, ownKey }: Route): boolean {
  return method === 'POST' && scope !== 'public' && (mutates === true || ownKey === true)
}

function keyOf(route: Route, request: AnyRequest): Keyed | undefined {
  if (!takesKey(route)) return undefined
  const key = idempotencyKeyOf(request.headers)
  if (key === undefined) return undefined
  const tenantId = request.scope && 'tenantId' in request.scope ? request.scope.tenantId : null
  return {
    key: sha256([request.principal?.countedAs ?? '', tenantId ?? '', key]),
    tenantId,
    bodyHash: sha256([request.target, request.text]),
  }
}

const sha256 = (parts: readonly string[]) => hash('sha256', JSON.stringify(parts), 'buffer')

async function earlierAnswer(tx: Tx, keyed: Keyed, deps: Deps): Promise<Mutated | undefined> {
  const { key } = keyed
  const claim = await claimKey(tx, keyed, deps.config.idempotencyTtlHours * 3600)
  if (claim.kind === 'first') return undefined
  if (claim.kind === 'other_body') throw new HttpProblem('idempotency_key_reused')
  deps.refusals.replayed.inc('answer')
  const context = sealContext.idempotentAnswer(key.toString('hex'))
  const { headers = {}, body } = claim.answer ? JSON.parse(deps.sealer.open(claim.answer, context)) : {}
  return { status: claim.status, headers: { ...headers, 'idempotent-replayed': 'true' }, body }
}

/** Sealed: an answer may hold a secret that is shown once. */
async function keepAnswer(tx: Tx, { key }: Keyed, { status, headers, body }: Rendered, deps: Deps): Promise<void> {
  const context = sealContext.idempotentAnswer(key.toString('hex'))
  await storeAnswer(tx, key, status, deps.sealer.seal(JSON.stringify({ headers, body }), context))
}
