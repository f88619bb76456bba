import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hmacKey, sign } from '@g5/core'
import { microseconds } from '../clock.ts'
import { createLatencies } from '../latencies.ts'
import { answerCalls } from '../processes/calls.ts'
import { createRoll } from './roll.ts'
import { signingSecret, stampOf } from './traffic.ts'

/** A process that takes all webhooks, answers 200 at once save on `/hang…`, which it never does, and knows by the event's own stamp how long each took. */
const key = hmacKey(signingSecret)
const roll = createRoll()
const latencies = createLatencies()
const window = { from: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY, fan: 1 }
const receipts = { distinct: 0, duplicates: 0, beforeWindow: 0, inWindow: 0, wronglySigned: 0, lastAt: 0 }

/** Looking at each signature would cost as much as making it. */
const signatureSample = 64

function receive(request: IncomingMessage, body: string): void {
  const now = microseconds()
  const { n, at } = stampOf(body)
  if (n % signatureSample === 0 && !isSigned(request, body)) receipts.wronglySigned++
  if (roll.mark(window.fan === 1 ? n : n * window.fan + placeOf(request)) > 1) {
    receipts.duplicates++
    return
  }
  receipts.distinct++
  receipts.lastAt = now
  if (now < window.from) receipts.beforeWindow++
  else if (now < window.until) receipts.inWindow++
  if (at >= window.from && at < window.until) latencies.record(now - at)
}

/** Of an event's several endpoints: `/hooks/PLACE`. */
const placeOf = ({ url = '' }: IncomingMessage) => Number(url.slice(url.lastIndexOf('/') + 1))

function isSigned({ headers }: IncomingMessage, body: string): boolean {
  const id = String(headers['webhook-id'])
  return headers['webhook-signature'] === sign([key], id, Number(headers['webhook-timestamp']), body)
}

const calls = {
  listen(): Promise<number> {
    const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
      if (request.url?.startsWith('/hang')) return void request.resume()
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (chunk: string) => {
        body += chunk
      })
      request.on('end', () => {
        receive(request, body)
        response.sendDate = false
        response.writeHead(200, ['content-length', '0']).end()
      })
    })
    return new Promise((listening) =>
      server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () =>
        listening((server.address() as AddressInfo).port),
      ),
    )
  },
  /** What is sent in it is timed, what is received in it counted; `fan` deliveries make an event. */
  window(given: { from: number; until: number; fan?: number }): void {
    Object.assign(window, given)
  },
  distinct: () => receipts.distinct,
  /** How long those took that were sent since the last call. */
  recent() {
    const { p50Ms, p99Ms, count } = latencies.percentiles()
    latencies.reset()
    return { p50Ms, p99Ms, count }
  },
  report: () => ({ ...receipts, seen: roll.counts(), latency: latencies.percentiles() }),
}
export type ReceiverCalls = typeof calls

answerCalls(calls)
