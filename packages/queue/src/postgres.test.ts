import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hint, maxRowsPerHint } from '@g5/contracts'
import { freePort, freshDatabase, removeEmbeddedPostgres, startEmbeddedPostgres, until } from '@g5/testing'
import { expect, test } from 'vitest'
import {
  connectQueues,
  consumeHints,
  createDeadLetterMirror,
  createHintSender,
  type QueueConnection,
  type Queues,
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

/** A server of one's own on a port that stays, since it will be stopped and started. */
async function ownServer() {
  const directory = join(await mkdtemp(join(tmpdir(), 'g5-test-queue-')), 'postgres')
  const options = { directory, port: await freePort(), throwaway: true }
  let server = await startEmbeddedPostgres(options)
  return {
    url: server.url,
    stop: () => server.stop(),
    async restart() {
      server = await startEmbeddedPostgres(options)
    },
    async remove() {
      await server.stop()
      await removeEmbeddedPostgres(directory)
      await rm(join(directory, '..'), { recursive: true, force: true })
    },
  }
}

/** Rows that were taken. */
function consume(queues: Queues) {
  const taken: Hint[] = []
  const onRows = async (rows: Hint[]) => void taken.push(...rows)
  consumeHints(queues, { queue: 'webhooks', concurrency: 2, onRows, onMalformed() {} })
  return taken
}

test('a Postgres that was away is told of once and used again by all, also by those that first asked meanwhile', async () => {
  const server = await ownServer()
  const states: string[] = []
  const queues = await connectQueues(
    { backend: 'postgres', databaseUrl: server.url },
    { onState: (state) => states.push(state === 'back' ? 'back' : 'away'), onError() {} },
  )
  const sender = createHintSender(queues)
  const send = async (jobs = 1) => {
    const rows = jobs === 1 ? 1 : jobs * maxRowsPerHint
    return (await sender.send('webhooks', Array.from({ length: rows }, hint))).kind
  }
  const early = consume(queues)
  await until(async () => (await send()) === 'sent' && early.length > 0, { what: 'a hint to be taken' })

  await server.stop()
  await until(() => !queues.ready, { what: 'the loss to be noticed' })
  expect(await send()).toBe('refused')
  await expect(queues.ping()).rejects.toThrow()
  await expect(queues.queue('webhooks-dlq').getWaiting()).rejects.toThrow()
  const late = consume(queues)

  await server.restart()
  await until(async () => (await send()) === 'sent' && late.length > 0, { what: 'the later consumer' })
  const before = early.length
  // More than the later one takes at once, or that one could be first each time.
  await until(async () => (await send(10)) === 'sent' && early.length > before, { what: 'the earlier consumer' })
  const errors: unknown[] = []
  await createDeadLetterMirror(queues, (error) => errors.push(error)).add([randomUUID()])
  expect(errors).toEqual([])
  expect((await queueDepths(queues))['webhooks-dlq']).toBe(1)
  expect(states).toEqual(['away', 'back'])

  sender.close()
  await queues.close()
  await server.remove()
})

test('a Postgres that is gone as a consumer starts neither freezes the process nor keeps it from closing', async () => {
  const server = await ownServer()
  const queues = await connectQueues({ backend: 'postgres', databaseUrl: server.url }, quiet)
  await server.stop()
  consume(queues)
  await until(() => !queues.ready, { what: 'the absence to be noticed' })
  await expect(queues.ping()).rejects.toThrow()
  await queues.close()
  await server.remove()
})
