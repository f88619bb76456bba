import { randomUUID } from 'node:crypto'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { canStartRedis, startRedis, until } from '@g5/testing'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { connectQueues, createHintSender } from './index.ts'

/** A name that leads to another server from one moment on, while connections made before stay where they are. */
async function name(port: number) {
  let target = port
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream).pipe(client)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadsTo(other: number) {
      target = other
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

test.skipIf(!canStartRedis())('a primary that became a replica is left for the one its name leads to now', async () => {
  const [old, young] = await Promise.all([startRedis(), startRedis()])
  const primary = await name(old.port)
  const queues = await connectQueues({ backend: 'redis', redis: { url: primary.url } }, { onState() {}, onError() {} })
  const sender = createHintSender(queues)
  const send = () => sender.send('webhooks', [[randomUUID(), 1, 1, randomUUID()]])
  await until(async () => (await send()).kind === 'sent', { what: 'the first primary' })

  const operator = new Redis(old.url)
  await operator.replicaof('127.0.0.1', young.port)
  operator.disconnect()
  primary.leadsTo(young.port)
  expect(await send()).toMatchObject({ kind: 'refused' })
  await until(async () => (await send()).kind === 'sent', { what: 'the other primary' })

  sender.close()
  await queues.close()
  primary.close()
  await Promise.all([old.stop(), young.stop()])
})
