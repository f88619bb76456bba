import { setTimeout as wait } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import { microseconds } from '../clock.ts'
import { createLatencies } from '../latencies.ts'
import { answerCalls } from '../processes/calls.ts'
import { createRoll } from './roll.ts'
import { payloadOf, type Tenant } from './traffic.ts'

export interface Load {
  url: string
  tenants: Tenant[]
  connections: number
  /** Events a request: above 1 they go to the batch route. */
  perRequest?: number | undefined
  /** Events a second, evenly and whatever the answers; without it each connection sends as soon as it is free. */
  rate?: number | undefined
  /** At that rate from the start: no load beyond it warms the compilers up. */
  calm?: boolean
  /** The measured window, in microseconds of the machine's clock: sending starts at once and ends with it. */
  from: number
  until: number
}

/** A process that posts events. */
const calls = {
  async load({ url, tenants, connections, perRequest = 1, rate, calm, from, until }: Load) {
    const pool = new Pool(url, { connections, pipelining: 1, keepAliveTimeout: 60_000 })
    const accepted = createRoll()
    const latencies = createLatencies()
    const counts = { sent: 0, accepted: 0, beforeWindow: 0, inWindow: 0 }
    const refused: Record<string, number> = {}
    const senders = tenants.map(({ key, types }) => ({
      types,
      headers: ['authorization', `Bearer ${key}`, 'content-type', 'application/json'],
    }))

    let requests = 0
    async function post(): Promise<boolean> {
      const sender = senders[requests++ % senders.length] as (typeof senders)[number]
      const at = microseconds()
      const numbers = Array.from({ length: perRequest }, () => counts.sent++)
      const events = numbers.map((n) => {
        const type = sender.types[Math.floor(n / senders.length) % sender.types.length]
        return `{"type":"${type}","payload":${payloadOf({ n, at })}}`
      })
      const one = perRequest === 1
      const path = one ? '/v1/events' : '/v1/events/batch'
      const body = one ? (events[0] ?? '') : `{"events":[${events}]}`
      const outcome = await answerOf(pool, { path, method: 'POST', headers: sender.headers, body })
      const now = microseconds()
      if (at >= from) latencies.record(now - at)
      if (outcome !== '202') {
        refused[outcome] = (refused[outcome] ?? 0) + 1
        return false
      }
      for (const n of numbers) accepted.mark(n)
      counts.accepted += perRequest
      if (now < from) counts.beforeWindow += perRequest
      else if (now < until) counts.inWindow += perRequest
      return true
    }

    if (rate === undefined) await closedLoop(connections, until, post)
    else {
      // Compilers warm up by work, which a low rate would take minutes to give them.
      if (!calm) await closedLoop(connections, from - calmUs, post)
      await openLoop(rate, until, post)
    }
    await pool.close()
    return { ...counts, refused, acceptedOnes: accepted.counts(), latency: latencies.percentiles() }
  },
}
export type GeneratorCalls = typeof calls

/** Microseconds at the fixed rate before it is measured, for what the warm-up left behind. */
const calmUs = 1.5e6

/** Milliseconds of rest after a refusal, or it would be refused all the faster. */
const restMs = 20

async function closedLoop(connections: number, until: number, post: () => Promise<boolean>): Promise<void> {
  const loop = async () => {
    while (microseconds() < until) if (!(await post())) await wait(restMs)
  }
  await Promise.all(Array.from({ length: connections }, loop))
}

async function openLoop(rate: number, until: number, post: () => Promise<boolean>): Promise<void> {
  const start = microseconds()
  let posted = 0
  let underWay = 0
  const postOne = async () => {
    underWay++
    await post()
    underWay--
  }
  for (let now = start; now < until; now = microseconds()) {
    for (; posted <= ((now - start) / 1e6) * rate; posted++) void postOne()
    await wait(Math.max(1, ((posted / rate) * 1e6 - (now - start)) / 1e3))
  }
  // Counted rather than kept: in half an hour they are millions.
  while (underWay > 0) await wait(5)
}

/** The status, or the error's code; `problem` for a batch of which an item was refused. */
function answerOf(pool: Pool, request: Dispatcher.DispatchOptions): Promise<string> {
  return new Promise((resolve) => {
    let status = 0
    let text = ''
    pool.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_, code) {
        status = code
      },
      onResponseData(_, chunk) {
        if (request.path.endsWith('/batch')) text += chunk.toString()
      },
      onResponseEnd: () => resolve(text.includes('"problem"') ? 'problem' : String(status)),
      onResponseError: (_, error) => resolve('code' in error ? String(error.code) : error.message),
    })
  })
}

answerCalls(calls)
