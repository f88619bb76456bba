import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { behaviours } from './behaviours.ts'
import { type Receiver, startReceiver } from './receiver.ts'

let receiver: Receiver
afterEach(() => receiver.close())

const post = (path = '/', body: string | Buffer = '{}', signal = AbortSignal.timeout(5000)) =>
  fetch(receiver.url + path, { method: 'POST', body, headers: { connection: 'close', 'x-mark': 'yes' }, signal })

it('records what came, byte for byte', async () => {
  receiver = await startReceiver()
  const body = Buffer.from('{"a": 1.10, "é": "\u0000"}')
  const answer = await post('/hooks?x=1', body)
  expect(answer.status).toBe(200)
  expect(receiver.requests).toMatchObject([{ method: 'POST', path: '/hooks?x=1', headers: { 'x-mark': 'yes' } }])
  expect(receiver.requests[0]?.body.equals(body)).toBe(true)
})

it('changes its behaviour for all paths or for one, at run time', async () => {
  receiver = await startReceiver({ behaviour: behaviours.fails() })
  expect((await post()).status).toBe(500)
  receiver.behave('/gone', behaviours.gone())
  receiver.behave(behaviours.tooMany('7'))
  expect((await post('/gone')).status).toBe(410)
  const limited = await post()
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
})

it('flaps in the rhythm it is told', async () => {
  receiver = await startReceiver({ behaviour: behaviours.flapping(2, 1) })
  const seen = []
  for (let n = 0; n < 6; n++) seen.push((await post()).status)
  expect(seen).toEqual([500, 500, 200, 500, 500, 200])
})

describe('waiting for requests', () => {
  it('ends as soon as enough came, past ones included', async () => {
    receiver = await startReceiver()
    const two = receiver.received(2)
    await post('/1')
    await post('/2')
    expect(await two).toHaveLength(2)
    expect(await receiver.received(({ path }) => path === '/1')).toHaveLength(2)
  })

  it('gives up at the deadline and says what came instead', async () => {
    receiver = await startReceiver()
    await post('/other')
    await expect(receiver.received(2, { withinMs: 30 })).rejects.toThrow(
      'Waited 30 ms in vain for 2 requests; 1 came, the last: POST /other (2 bytes).',
    )
  })
})

describe('receivers at their worst', () => {
  it('hang until the caller gives up, and close nonetheless', async () => {
    receiver = await startReceiver({ behaviour: behaviours.hangs() })
    await expect(post('/', '{}', AbortSignal.timeout(100))).rejects.toThrow(/aborted/)
    expect(receiver.requests).toHaveLength(1)
  })

  it('reset the connection', async () => {
    receiver = await startReceiver({ behaviour: behaviours.resets() })
    await expect(post()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  it('answer with garbage', async () => {
    receiver = await startReceiver({ behaviour: behaviours.garbage() })
    await expect(post()).rejects.toMatchObject({ cause: { code: /HPE_/ } })
  })

  it('send more than anybody asked for', async () => {
    receiver = await startReceiver({ behaviour: behaviours.huge(3_000_000) })
    expect((await (await post()).arrayBuffer()).byteLength).toBe(3_000_000)
  })

  it('trickle a body that never ends', async () => {
    receiver = await startReceiver({ behaviour: behaviours.slowLoris(5) })
    const answer = await post('/', '{}', AbortSignal.timeout(200))
    await expect(answer.text()).rejects.toThrow()
  })

  it('forget requests that were broken off', async () => {
    receiver = await startReceiver()
    await new Promise((closed) => {
      const socket = connect(receiver.port, '127.0.0.1', () => {
        socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf')
        socket.end(() => socket.destroy())
      })
      socket.on('close', closed)
    })
    await post('/whole')
    expect(receiver.requests).toMatchObject([{ path: '/whole' }])
  })
})
