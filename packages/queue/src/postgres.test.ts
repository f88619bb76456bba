import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hint } from '@g5/contracts'
import { freePort, freshDatabase, removeEmbeddedPostgres, startEmbeddedPostgres, until } from '@g5/testing'
import { expect, test } from 'vitest'
import {
  connectQueues,
  consumeHints,
  createDeadLetterMirror,
  createHintSender,
  type QueueConnection,
  queueDepths,
} from './index.ts'

const quiet = { onState() {}, onError() {} }
const hint = (): Hint => [randomUUID(), 1, 1, randomUUID()]

test('two processes that meet a fresh Postgres at once both get their queue', async () => {
  const database = await freshDatabase({ empty: true })
  const connection: QueueConnection = { backend: 'postgres', databaseUrl: database.url }
  const both = await Promise.all([connectQueues(connection, quiet), connectQueues(connection, quiet)])
  await Promise.all(both.map((queues) => queues.ping()))
  await Promise.all(both.map((queues) => queues.close()))
  await database.close()
})

test('a Postgres that was away is told of once and used again by all, those that first asked meanwhile too', async () => {
  const directory = join(await mkdtemp(join(tmpdir(), 'g5-test-queue-')), 'postgres')
  const options = { directory, port: await freePort(), throwaway: true }
  let server = await startEmbeddedPostgres(options)
  const states: string[] = []
  const queues = await connectQueues(
    { backend: 'postgres', databaseUrl: server.url },
    { onState: (state) => states.push(state === 'back' ? 'back' : 'away'), onError() {} },
  )
  const sender = createHintSender(queues)
  let taken = 0
  const onRows = async (rows: Hint[]) => void (taken += rows.length)
  consumeHints(queues, { concurrency: 2, onRows, onMalformed() {} })
  await sender.send([hint()])
  await until(() => taken === 1, { what: 'the first hint' })

  await server.stop()
  await until(() => !queues.ready, { what: 'the loss to be noticed' })
  expect(await sender.send([hint()])).toMatchObject({ kind: 'refused' })
  await expect(queues.ping()).rejects.toThrow()
  await expect(queues.queue('webhooks-dlq').getWaiting()).rejects.toThrow()

  server = await startEmbeddedPostgres(options)
  await until(async () => (await sender.send([hint()])).kind === 'sent', { what: 'Postgres to be used again' })
  await until(() => taken === 2, { what: 'the second hint' })
  const errors: unknown[] = []
  await createDeadLetterMirror(queues, (error) => errors.push(error)).add([randomUUID()])
  expect(errors).toEqual([])
  expect((await queueDepths(queues))['webhooks-dlq']).toBe(1)
  expect(states).toEqual(['away', 'back'])

  sender.close()
  await queues.close()
  await server.stop()
  await removeEmbeddedPostgres(directory)
  await rm(join(directory, '..'), { recursive: true, force: true })
})

test('a Postgres that is gone does not keep the queues from closing', async () => {
  const directory = join(await mkdtemp(join(tmpdir(), 'g5-test-queue-')), 'postgres')
  const server = await startEmbeddedPostgres({ directory, throwaway: true })
  const queues = await connectQueues({ backend: 'postgres', databaseUrl: server.url }, quiet)
  consumeHints(queues, { concurrency: 2, onRows: async () => {}, onMalformed() {} })
  await queues.queue('webhooks').waitUntilReady()
  await server.stop()
  await queues.close()
  await removeEmbeddedPostgres(directory)
  await rm(join(directory, '..'), { recursive: true, force: true })
})
