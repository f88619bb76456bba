import { afterEach, expect, test, vi } from 'vitest'
import { hangUp, pieces, refusal, type Script, scripted } from '../../test/server.ts'
import { createSender } from './sender.ts'

const open: Script[] = []
afterEach(async () => {
  vi.restoreAllMocks()
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

test('who reads a stream can hear whether it is open', async () => {
  const { sender } = await senderOf(pieces(sse, [message(1)]), hangUp, pieces(sse, [message(2)], { ends: false }))
  const heard: boolean[] = []
  const onConnection = (open: boolean) => void heard.push(open)
  for await (const { id } of sender.events(request, { onConnection })) if (id === '2') break
  expect(heard).toEqual([true, false, true, false])
})

const opening = 'retry: 1\n: listening from 9.4:5:\nid: 9.4:5:\n\n'
const again = 'retry: 1\n: listening\n\n'

test('a stream that breaks off before its first message goes on where it began, which is no message', async () => {
  const { sender, asked } = await senderOf(
    pieces(sse, [opening.slice(0, 30), opening.slice(30)]),
    hangUp,
    pieces(sse, [again, message(1)]),
    pieces(sse, [again, message(1), message(2)], { ends: false }),
  )
  const got: unknown[] = []
  let opened = 0
  const onConnection = (open: boolean) => void (open && opened++)
  for await (const one of sender.events<{ n: number }>(request, { onConnection })) {
    got.push(one.data.n)
    if (one.data.n === 2) break
  }
  expect(got).toEqual([1, 2])
  expect(opened).toBe(3)
  // After its first message as well: a minute before that one the stream had not begun.
  const asks = asked.map(({ headers }) => headers['last-event-id'])
  expect(asks).toEqual([undefined, '9.4:5:', '9.4:5:', '9.4:5:'])
})

test('a stream that began long ago goes on after its last message', async () => {
  const now = vi.spyOn(performance, 'now')
  const began = performance.now()
  const { sender, asked } = await senderOf(
    pieces(sse, [opening, message(1), message(2)]),
    pieces(sse, [again, message(3)]),
    pieces(sse, [again, message(4)], { ends: false }),
  )
  for await (const { data } of sender.events<{ n: number }>(request)) {
    if (data.n === 2) now.mockReturnValue(began + 100_000)
    if (data.n === 4) break
  }
  expect(asked.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '9.4:5:', '3'])
  const given = await senderOf(pieces(sse, [again, message(8)]), pieces(sse, [again, message(9)], { ends: false }))
  for await (const { id } of given.sender.events(request, { lastEventId: '7' })) if (id === '9') break
  expect(given.asked.map(({ headers }) => headers['last-event-id'])).toEqual(['7', '8'])
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
