import { behaviours, type Gateway, startGateway } from '@g5/testing'
import { type Deployment, startDeployment } from '@g5/testing/deployment'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Packed, pack } from '../test/g5.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const many = 1_000
let deployment: Deployment
let gateway: Gateway
let packed: Packed
beforeAll(async () => {
  // Circuits stay closed, or the rest would wait.
  deployment = await startDeployment({ env: { CIRCUIT_VOLUME_THRESHOLD: '100000' } })
  gateway = await startGateway(deployment.url)
  packed = await pack({ G5_URL: gateway.url, G5_API_KEY: deployment.key })
  deployment.receiver.behave('/dead', behaviours.fails())
  await deployment.endpoint('/dead', { uid: 'dying', eventTypes: ['die.now'], retrySchedule: [0] })
  const events = Array.from({ length: many }, (_, n) => ({ type: 'die.now', payload: { n } }))
  await deployment.call('POST', '/v1/events/batch', { events })
  expect((await deployment.settled(40_000))['dead']).toBe(many)
  deployment.receiver.behave('/dead', behaviours.ok())
})
afterAll(async () => {
  await gateway?.close()
  await deployment?.stop()
  packed?.remove()
})

test('a dry run counts and does nothing, and without a terminal nothing is done unasked', async () => {
  const dry = await packed.g5(['dlq', 'replay', '--endpoint', 'dying', '--dry-run', '--json'])
  expect(JSON.parse(dry.stdout)).toEqual({ matched: many })
  const unasked = await packed.g5(['dlq', 'replay', '--endpoint', 'dying'])
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') })
  const everything = await packed.g5(['dlq', 'replay'])
  expect(everything).toMatchObject({ code: 2, stderr: expect.stringContaining('--all') })
  const { body } = await deployment.call<{ data: unknown[] }>('GET', '/v1/webhooks/bulk')
  expect(body.data).toEqual([])
})

test('1,000 dead letters are counted, asked about, and sent again with a bar that outlives a lost connection', async () => {
  const replay = packed.terminal(['dlq', 'replay', '--endpoint', 'dying', '--rate', '300'])
  await replay.wrote(`Send ${many} dead letters again, 300 a second? [y/N]`)
  replay.type('y\r')
  await replay.wrote(/\[#+\.*\]\s+\d+ %\s+[1-9]\d* of 1000/)
  gateway.reset()
  await deployment.api.kill('SIGSTOP')
  gateway.reset()
  await replay.wrote('no connection; trying again')
  await deployment.api.kill('SIGCONT')
  const { code } = await replay.ended
  expect(replay.written()).toContain('Done: 1000 of 1000')
  expect(code).toBe(0)
  expect((await deployment.settled())['delivered']).toBe(many)
})

test('Ctrl-C asks: the watching alone ends, and the replay goes on; or the replay is stopped', async () => {
  deployment.receiver.behave('/dead', behaviours.fails())
  const events = Array.from({ length: 40 }, () => ({ type: 'die.now', payload: {} }))
  await deployment.call('POST', '/v1/events/batch', { events })
  expect((await deployment.settled())['dead']).toBe(40)
  deployment.receiver.behave('/dead', behaviours.ok())
  const replay = packed.terminal(['dlq', 'replay', '--all', '--yes', '--rate', '1'])
  await replay.wrote('of 40')
  replay.type('\u0003')
  await replay.wrote('Stop the replay (s), or only watching it (w)?')
  replay.type('w\r')
  await replay.wrote('goes on without being watched')
  expect(await replay.ended).toMatchObject({ code: 130 })
  const [, id = ''] = /g5 bulks watch (blk_\w+)/.exec(replay.written()) ?? []
  const running = await deployment.call('GET', `/v1/webhooks/bulk/${id}`)
  expect(running.body).toMatchObject({ status: 'running' })

  const watch = packed.terminal(['bulks', 'watch', id])
  await watch.wrote('of 40')
  watch.type('\u0003')
  await watch.wrote('(s)')
  watch.type('s\r')
  await watch.wrote('is stopped')
  expect(await watch.ended).toMatchObject({ code: 1 })
  const stopped = await deployment.call('GET', `/v1/webhooks/bulk/${id}`)
  expect(stopped.body).toMatchObject({ status: 'stopped' })
})
