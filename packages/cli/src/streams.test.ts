import { behaviours, type Gateway, startGateway, until } from '@g5/testing'
import { type Deployment, startDeployment } from '@g5/testing/deployment'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Packed, pack, type Running } from '../test/g5.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let deployment: Deployment
let gateway: Gateway
let packed: Packed
beforeAll(async () => {
  deployment = await startDeployment()
  gateway = await startGateway(deployment.url)
  packed = await pack({ G5_URL: gateway.url, G5_API_KEY: deployment.key })
})
afterAll(async () => {
  await gateway?.close()
  await deployment?.stop()
  packed?.remove()
})

const bodiesAt = (path: string) =>
  deployment.receiver.requests.filter((one) => one.path === path).map(({ body }) => body.toString())

async function interrupted(running: Running): Promise<void> {
  running.kill('SIGINT')
  expect(await running.ended).toMatchObject({ code: 0 })
}

test('listen forwards each event once over lost connections, signed with the secret that it prints', async () => {
  await deployment.post('listen.before', { n: 'before' })
  const listening = packed.start(['listen', '--forward-to', `${deployment.receiver.url}/local`, '--types', 'listen.*'])
  await listening.wrote('Listening')
  gateway.reset() // Before the first message: there is no id yet to go on after.
  await deployment.post('listen.one', { n: 0 })
  await until(() => bodiesAt('/local').length === 1, { what: 'the first event', withinMs: 15_000 })
  for (let n = 1; n <= 30; n++) {
    if (n % 10 === 5) gateway.reset()
    await deployment.post('listen.one', { n })
    await deployment.post('other.type', { n })
  }
  await until(() => bodiesAt('/local').length >= 31, { what: 'all events', withinMs: 20_000 })
  // What was on its way twice would have come by now: the stream tells the last minute again.
  await deployment.post('listen.one', { n: 'last' })
  await until(() => bodiesAt('/local').includes('{"n":"last"}'), { what: 'one more', withinMs: 15_000 })
  const bodies = bodiesAt('/local').filter((body) => !body.includes('last'))
  expect(new Set(bodies)).toEqual(new Set(Array.from({ length: 31 }, (_, n) => JSON.stringify({ n }))))
  expect(bodies).toHaveLength(31)
  await interrupted(listening)
  const secret = /whsec_\S+/.exec(listening.written())?.[0] ?? ''
  const [first] = deployment.receiver.requests.filter(({ path }) => path === '/local')
  const headers = Object.fromEntries(Object.entries(first?.headers ?? {}).map(([name, value]) => [name, String(value)]))
  new Webhook(secret).verify(first?.body ?? '', headers)
})

test('listen --print json gives the payload byte for byte to the program, and says what it answered', async () => {
  deployment.receiver.behave('/bytes', behaviours.status(418, {}, 'no coffee'))
  const listening = packed.start([
    'listen',
    '--forward-to',
    `${deployment.receiver.url}/bytes`,
    '--types',
    'bytes.sent',
    '--print',
    'json',
  ])
  await listening.wrote('Listening')
  const text = '{ "amount": 1.10,"big":12345678901234567890 }'
  await deployment.call('POST', '/v1/events', `{"type":"bytes.sent","payload":${text}}`)
  await listening.wrote('"forwarded"')
  await interrupted(listening)
  expect(bodiesAt('/bytes')).toEqual([text])
  const { stdout } = await listening.ended
  expect(JSON.parse(stdout)).toMatchObject({
    event: { type: 'bytes.sent', payload: { amount: 1.1 } },
    forwarded: { status: 418, detail: 'no coffee' },
  })
})

test('on a terminal, keys send the last one again, open it, filter, and quit', async () => {
  const listening = packed.terminal(['listen', '--forward-to', `${deployment.receiver.url}/keys`, '--types', 'keys.*'])
  await listening.wrote('Listening')
  const id = await deployment.post('keys.one', { hello: 'there' })
  await listening.wrote(/200.*keys\.one/)
  listening.type('r')
  await listening.wrote('(again)')
  listening.type('o')
  await listening.wrote('"hello": "there"')
  listening.type('fkeys.two\r')
  await listening.wrote('Shown: keys.two')
  await deployment.post('keys.one', { hidden: true })
  await deployment.post('keys.two', { shown: true })
  await listening.wrote(/200.*keys\.two/)
  listening.type('q')
  expect(await listening.ended).toMatchObject({ code: 0 })
  expect(listening.written().match(/200.*keys\.one/g)).toHaveLength(2)
  const requests = deployment.receiver.requests.filter(({ path }) => path === '/keys')
  expect(requests.filter(({ headers }) => headers['webhook-id'] === id)).toHaveLength(2)
  expect(requests).toHaveLength(4)
})

test('deliveries tail shows each attempt as it is made, once, though its connection is lost before the first', async () => {
  await deployment.endpoint('/tailed', { eventTypes: ['tailed.now'] })
  const delivered = async (count: number) => {
    const posted = await deployment.post('tailed.now')
    await until(() => bodiesAt('/tailed').length === count, { what: 'the delivery' })
    return posted
  }
  const before = await delivered(1)
  await until(
    async () =>
      (await deployment.call<{ deliveries: { delivered: number } }>('GET', `/v1/events/${before}`)).body.deliveries
        .delivered === 1,
    { what: 'its record' },
  )
  const tail = packed.start(['deliveries', 'tail', '--type', 'tailed.now', '--json'])
  await tail.wrote('Listening')
  gateway.reset()
  const missed = await delivered(2)
  await tail.wrote(missed, 15_000)
  const live = await delivered(3)
  await tail.wrote(live)
  tail.kill('SIGINT')
  const { stdout } = await tail.ended
  const told = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(told).toMatchObject([missed, live].map((eventId) => ({ eventId, httpStatus: 200 })))
})
