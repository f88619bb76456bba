import { publicId } from '@g5/contracts'
import { hmacKey, sign, uuidv7 } from '@g5/core'
import { Pool } from 'undici'
import { microseconds } from '../clock.ts'
import { answerCalls } from '../processes/calls.ts'
import { payloadOf, signingSecret } from './traffic.ts'

export interface BareLoop {
  url: string
  connections: number
  /** `request` and throwing the body away, or `dispatch` with a flat list of headers. */
  by: 'request' | 'dispatch'
  from: number
  until: number
}

/** A process that signs and posts and does nothing else: what a delivery costs at the least. */
const calls = {
  async loop({ url, connections, by, from, until }: BareLoop) {
    const pool = new Pool(url, { connections, pipelining: 1, keepAliveTimeout: 60_000 })
    const key = hmacKey(signingSecret)
    const send = by === 'request' ? byRequest : byDispatch
    let sent = 0
    let delivered = 0
    let start: NodeJS.CpuUsage | undefined

    const worker = async () => {
      for (let now = microseconds(); now < until; now = microseconds()) {
        if (now >= from) start ??= process.cpuUsage()
        const id = publicId('event', uuidv7(Date.now()))
        const body = payloadOf({ n: sent++, at: now })
        const timestamp = Math.floor(Date.now() / 1000)
        await send(pool, id, String(timestamp), sign([key], id, timestamp, body), body)
        if (start) delivered++
      }
    }
    await Promise.all(Array.from({ length: connections }, worker))
    const { user, system } = process.cpuUsage(start)
    await pool.close()
    return { sent, deliveredPerSecond: delivered / ((until - from) / 1e6), cpuUs: (user + system) / delivered }
  },
}
export type BareCalls = typeof calls

async function byRequest(pool: Pool, id: string, timestamp: string, signature: string, body: string): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  }
  const answer = await pool.request({ path: '/', method: 'POST', headers, body })
  await answer.body.dump()
}

function byDispatch(pool: Pool, id: string, timestamp: string, signature: string, body: string): Promise<void> {
  const headers = [
    ...['content-type', 'application/json', 'webhook-id', id],
    ...['webhook-timestamp', timestamp, 'webhook-signature', signature],
  ]
  return new Promise((resolve, reject) => {
    pool.dispatch(
      { path: '/', method: 'POST', headers, body },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData() {},
        onResponseEnd: () => resolve(),
        onResponseError: (_, error) => reject(error),
      },
    )
  })
}

answerCalls(calls)
