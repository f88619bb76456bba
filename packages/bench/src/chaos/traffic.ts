import { randomBytes } from 'node:crypto'
import type { Behaviour } from '@g5/testing'
import type { Deployment } from '@g5/testing/deployment'
import { type Kind, kinds, settingsOf } from './kinds.ts'

export interface Target {
  id: string
  kind: Kind
  path: string
  /** The type of event that goes to it alone. */
  type: string
  secret: string
}

/** An event that was answered with 202. */
export interface AcceptedEvent {
  id: string
  uid: string
  type: string
  payload: string
  /** Its place among those of its type. */
  n: number
}

/** A request that was answered with a status of 2xx; by endless receivers, once they are well. */
export interface Receipt {
  path: string
  webhookId: string
  at: number
}

/** Endpoints of every kind, each with a type of its own; and what they have answered with 2xx. */
export async function furnish(deployment: Deployment): Promise<{ targets: Target[]; receipts: Receipt[] }> {
  const receipts: Receipt[] = []
  const targets: Target[] = []
  for (const kind of kinds)
    for (let i = 1; i <= kind.count; i++) {
      const [path, type] = [`/${kind.name}/${i}`, `chaos.${kind.name}.${i}`]
      const secret = `whsec_${randomBytes(32).toString('base64')}`
      deployment.receiver.behave(path, kind.endless ? kind.behave() : noting(receipts, path, kind.behave()))
      const id = await deployment.endpoint(path, { eventTypes: [type], secret, ...settingsOf(kind) })
      targets.push({ id, kind, path, type, secret })
    }
  return { targets, receipts }
}

/** Their owners lose interest: what comes for a disabled endpoint is held, what waits for a deleted one is cancelled. */
export async function loseInterest({ call }: Deployment, targets: readonly Target[]): Promise<void> {
  for (const { id, kind } of targets) {
    const path = `/v1/webhooks/endpoints/${id}`
    const answer =
      kind.midway === 'disabled'
        ? await call('PATCH', path, { enabled: false })
        : kind.midway === 'deleted'
          ? await call('DELETE', path)
          : { status: 200 }
    if (answer.status > 299) throw new Error(`${id} was not ${kind.midway}: ${JSON.stringify(answer)}`)
  }
}

/** All receivers are well from now on. */
export function heal({ receiver }: Deployment, targets: readonly Target[], receipts: Receipt[]): void {
  for (const { path } of targets)
    receiver.behave(
      path,
      noting(receipts, path, (_, response) => void response.writeHead(200).end()),
    )
}

function noting(receipts: Receipt[], path: string, behave: Behaviour): Behaviour {
  return (request, response) => {
    response.once('close', () => {
      if (response.headersSent && response.statusCode < 300)
        receipts.push({ path, webhookId: String(request.headers['webhook-id']), at })
    })
    const at = Date.now()
    behave(request, response)
  }
}

/** Milliseconds that one event is tried for: longer than any fault lasts. */
const patienceMs = 60_000
/** Milliseconds between two events of one target. */
const paceMs = 60

/**
 * One poster a target, in order: the next event when the one before is known to be accepted. What comes to no answer is
 * posted again with the same uid, so that each is accepted once.
 */
export function startPosting({ url, key }: Deployment, targets: readonly Target[], seed: number) {
  const accepted: AcceptedEvent[] = []
  const trouble: string[] = []
  let stopped = false

  async function post(uid: string, type: string, payload: string): Promise<string | undefined> {
    const deadline = performance.now() + patienceMs
    const body = `{"type":"${type}","uid":"${uid}","payload":${payload}}`
    for (let last = ''; ; await wait(100)) {
      if (performance.now() > deadline) {
        trouble.push(`${uid} found no answer within ${patienceMs} ms: ${last}`)
        return undefined
      }
      try {
        const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
        const answer = await fetch(`${url}/v1/events`, {
          method: 'POST',
          headers,
          body,
          signal: AbortSignal.timeout(3_000),
        })
        const text = await answer.text()
        if (answer.status === 202) return (JSON.parse(text) as { id: string }).id
        last = `${answer.status} ${text}`
        if (answer.status < 500) {
          trouble.push(`${uid} was refused: ${last}`)
          return undefined
        }
      } catch (error) {
        last = String(error)
      }
    }
  }

  const posters = targets.map(async ({ type }) => {
    for (let n = 0; !stopped; n++) {
      const uid = `${seed}-${type}-${n}`
      const payload = `{"n":${n},"text":"${randomBytes(40).toString('hex')}","number":1.10}`
      const id = await post(uid, type, payload)
      if (id) accepted.push({ id, uid, type, payload, n })
      await wait(paceMs)
    }
  })
  return {
    accepted,
    trouble,
    async stop(): Promise<void> {
      stopped = true
      await Promise.all(posters)
    },
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
