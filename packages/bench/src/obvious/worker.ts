import { publicId } from '@g5/contracts'
import { hmacKey, sign } from '@g5/core'
import postgres from 'postgres'
import { Agent, request } from 'undici'
import { answerCalls } from '../processes/calls.ts'
import { poolSize } from './database.ts'
import { type QueueAt, work } from './queue.ts'

interface ObviousWorker {
  databaseUrl: string
  queue: QueueAt
}

interface DeliveryRow {
  event_id: string
  payload: unknown
  url: string
  secret: string
}

/** Jobs at once. */
const concurrency = 50

/** The worker that one would write first: each job loads its row, sends it, and writes down what came of it. */
const calls = {
  start({ databaseUrl, queue }: ObviousWorker): void {
    const sql = postgres(databaseUrl, { max: poolSize, onnotice: () => {} })
    const dispatcher = new Agent({ keepAliveTimeout: 60_000 })

    work(queue, concurrency, async ({ deliveryId }) => {
      const [row] = await sql<DeliveryRow[]>`
        select d.event_id, e.payload, p.url, p.secret from deliveries d
          join events e on e.id = d.event_id join endpoints p on p.id = d.endpoint_id
          where d.id = ${deliveryId}`
      if (!row) return
      const body = JSON.stringify(row.payload)
      const id = publicId('event', row.event_id)
      const timestamp = Math.floor(Date.now() / 1000)
      const started = performance.now()
      const answer = await request(row.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': sign([hmacKey(row.secret)], id, timestamp, body),
        },
        body,
        dispatcher,
      })
      await answer.body.dump()
      const durationMs = Math.round(performance.now() - started)
      const status = answer.statusCode < 300 ? 'delivered' : 'pending'
      await sql`update deliveries set status = ${status}, attempts = attempts + 1, updated_at = now()
        where id = ${deliveryId}`
      await sql`insert into attempts (delivery_id, status_code, duration_ms)
        values (${deliveryId}, ${answer.statusCode}, ${durationMs})`
      if (status !== 'delivered') throw new Error(`answered ${answer.statusCode}`)
    })
  },
}
export type ObviousWorkerCalls = typeof calls

answerCalls(calls)
