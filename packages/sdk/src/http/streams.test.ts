import { afterEach, expect, test } from 'vitest'
import { hangUp, pieces, refusal, type Script, scripted } from '../../test/server.ts'
import { createSender } from './sender.ts'

const open: Script[] = []
afterEach(async () => {
  for (const script of open.splice(0)) await script.close()
})

async function senderOf(...steps: Parameters<typeof scripted>) {
  const script = await scripted(...steps)
  open.push(script)
  const sender = createSender({ baseUrl: script.url, credential: 'g5k_1', retries: 1, wait: async () => {} })
  return { sender, asked: script.asked }
}

const request = { method: 'GET', path: '/stream' } as const
const sse = 'text/event-stream'
const end = 'event: end\ndata: {"reason":"stopping"}\n\n'
const message = (id: number) => `id: ${id}\nevent: event\ndata: {"n":${id}}\n\n`

test('a stream that breaks off goes on after its last message, and what is told twice is given once', async () => {
  const { sender, asked } = await senderOf(
    pieces(sse, [': hello\n\n', message(1), message(2).slice(0, 9), message(2).slice(9), end]),
    hangUp,
    refusal(503, 'unavailable'),
    refusal(503, 'unavailable'),
    pieces(sse, [message(1), message(2), message(3), message(4)], { ends: false }),
  )
  const got: unknown[] = []
  for await (const one of sender.events<{ n: number }>(request, { lastEventId: '0' })) {
    got.push(one)
    if (one.data.n === 4) break
  }
  expect(got).toEqual([1, 2, 3, 4].map((n) => ({ id: String(n), event: 'event', data: { n }, text: `{"n":${n}}` })))
  expect(asked.map(({ headers }) => headers['last-event-id'])).toEqual(['0', '2', '2', '2', '2'])
})

test('a stream that falls silent is opened anew', async () => {
  const { sender, asked } = await senderOf(
    pieces(sse, [message(1)], { ends: false }),
    pieces(sse, [message(2)], { ends: false }),
  )
  for await (const { id } of sender.events(request, { idleMs: 100 })) if (id === '2') break
  expect(asked).toHaveLength(2)
})

test('a stream ends with a refusal, with the signal, and when it can not be opened at all', async () => {
  const ended = await senderOf(pieces(sse, [message(1)]), refusal(401, 'unauthorized'))
  const drain = async (messages: AsyncIterable<unknown>) => {
    for await (const _ of messages);
  }
  await expect(drain(ended.sender.events(request))).rejects.toMatchObject({ code: 'unauthorized' })
  const absent = await senderOf(hangUp)
  await expect(drain(absent.sender.events(request))).rejects.toMatchObject({ name: 'G5ConnectionError' })
  const left = await senderOf(pieces(sse, [message(1)], { ends: false }))
  const stop = new AbortController()
  const reading = async () => {
    for await (const _ of left.sender.events(request, { signal: stop.signal })) stop.abort(new Error('enough'))
  }
  await expect(reading()).rejects.toThrow('enough')
})

test('lines of JSON come one by one, across the pieces that they arrive in', async () => {
  const text = '{"a":"ä"}\n{"a":2}\n\n{"a":3}\n'
  const { sender } = await senderOf(
    pieces('application/x-ndjson', [text.slice(0, 7), text.slice(7, 16), text.slice(16)]),
  )
  const lines: unknown[] = []
  for await (const line of sender.lines(request)) lines.push(line)
  expect(lines).toEqual([{ a: 'ä' }, { a: 2 }, { a: 3 }])
})

test('lines that break off within one say so', async () => {
  const { sender } = await senderOf(pieces('application/x-ndjson', ['{"a":1}\n{"a"']))
  const lines: unknown[] = []
  const reading = async () => {
    for await (const line of sender.lines(request)) lines.push(line)
  }
  await expect(reading()).rejects.toMatchObject({ name: 'G5ConnectionError' })
  expect(lines).toEqual([{ a: 1 }])
})
