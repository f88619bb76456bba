import type { AddressInfo } from 'node:net'
import { newEvent } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import fastify from 'fastify'
import postgres from 'postgres'
import { answerCalls } from '../processes/calls.ts'
import { type ObviousEndpoint, poolSize } from './database.ts'
import { openQueue, type QueueAt } from './queue.ts'

interface ObviousApi {
  databaseUrl: string
  queue: QueueAt
  /** Keys and endpoints are known in memory: their look-up is not what is compared. */
  tenantOfKey: Record<string, string>
  endpoints: ObviousEndpoint[]
}

/** The API that one would write first: each request a transaction, each delivery a job. */
const calls = {
  async listen({ databaseUrl, queue: at, tenantOfKey, endpoints }: ObviousApi): Promise<number> {
    const sql = postgres(databaseUrl, { max: poolSize, onnotice: () => {} })
    const queue = openQueue(at)
    const app = fastify()

    app.post('/v1/events', async (request, reply) => {
      const tenantId = tenantOfKey[request.headers.authorization?.slice('Bearer '.length) ?? '']
      if (!tenantId) return reply.code(401).send({ error: 'unauthorized' })
      const parsed = newEvent.safeParse(request.body)
      if (!parsed.success) return reply.code(422).send({ error: parsed.error.issues })
      const { type, payload } = parsed.data
      const matching = endpoints.filter((one) => one.tenantId === tenantId && one.eventTypes.includes(type))

      const eventId = uuidv7(Date.now())
      const deliveryIds = await sql.begin(async (tx) => {
        await tx`insert into events (id, tenant_id, type, payload)
          values (${eventId}, ${tenantId}, ${type}, ${tx.json(payload as postgres.JSONValue)})`
        const ids: string[] = []
        for (const endpoint of matching) {
          const id = uuidv7(Date.now())
          await tx`insert into deliveries (id, event_id, endpoint_id) values (${id}, ${eventId}, ${endpoint.id})`
          ids.push(id)
        }
        return ids
      })
      for (const deliveryId of deliveryIds) await queue.add({ deliveryId })
      return reply.code(202).send({ id: eventId, type, deliveries: deliveryIds.length })
    })

    await app.listen({ port: 0, host: '127.0.0.1', backlog: 2048 })
    return (app.server.address() as AddressInfo).port
  },
}
export type ObviousApiCalls = typeof calls

answerCalls(calls)
