import type { AddressInfo } from 'node:net'
import { newEvent } from '@g5/contracts'
import fastify from 'fastify'
import { answerCalls } from '../processes/calls.ts'

/** A route with the product's validation and answer, and nothing between the two: what an event costs at the least. */
const calls = {
  async listen(): Promise<number> {
    const app = fastify()
    app.post('/v1/events', (request, reply) => {
      const event = newEvent.safeParse(request.body)
      if (!event.success) return reply.code(422).send({ errors: event.error.issues })
      const id = 'evt_01k7120700e008000000000001'
      return reply.code(202).send({ id, type: event.data.type, createdAt: new Date().toISOString(), deliveries: 1 })
    })
    await app.listen({ port: 0, host: '127.0.0.1', backlog: 2048 })
    return (app.server.address() as AddressInfo).port
  },
}
export type RouteCalls = typeof calls

answerCalls(calls)
