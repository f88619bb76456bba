import { randomUUID } from 'node:crypto'
import { canStartRedis, startGateway, startRedis, until } from '@g5/testing'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { connectQueues, createHintSender } from './index.ts'

test.skipIf(!canStartRedis())('a primary that became a replica is left for the one its name leads to now', async () => {
  const [old, young] = await Promise.all([startRedis(), startRedis()])
  const primary = await startGateway(old.url) // A name that leads to another server later.
  const queues = await connectQueues({ backend: 'redis', redis: { url: primary.url } }, { onState() {}, onError() {} })
  const sender = createHintSender(queues)
  const send = () => sender.send('webhooks', [[randomUUID(), 1, 1, randomUUID()]])
  await until(async () => (await send()).kind === 'sent', { what: 'the first primary' })

  const operator = new Redis(old.url)
  await operator.replicaof('127.0.0.1', young.port)
  operator.disconnect()
  primary.leadsTo(young.url)
  expect(await send()).toMatchObject({ kind: 'refused' })
  await until(async () => (await send()).kind === 'sent', { what: 'the other primary' })

  sender.close()
  await queues.close()
  await primary.close()
  await Promise.all([old.stop(), young.stop()])
})
