import { Webhook } from 'standardwebhooks'

/** What is sent to the local program. */
export interface Forwarded {
  id: string
  type: string
  body: string
}

export interface Outcome {
  /** Undefined: no answer. */
  status: number | undefined
  ms: number
  /** Of the network, or the answer's body. */
  detail: string
}

const patienceMs = 30_000

/** Sends one event to a local program, signed as the real one is (Standard Webhooks 1.0.0). */
export async function forward(
  url: string,
  secret: string,
  { id, body }: Forwarded,
  stop: AbortSignal,
): Promise<Outcome> {
  const started = performance.now()
  const at = new Date()
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'g5-listen',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
  const ms = () => Math.round(performance.now() - started)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(patienceMs)]),
    })
    const detail = (await response.text()).slice(0, 16_384)
    return { status: response.status, ms: ms(), detail }
  } catch (error) {
    return { status: undefined, ms: ms(), detail: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  return error instanceof Error && error.name === 'TimeoutError'
    ? `no answer within ${patienceMs / 1000} s`
    : String(error)
}
