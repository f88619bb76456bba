import { expect, test } from 'vitest'
import { createOutlet } from './outlet.ts'

const sent = (n: number) => ({ id: String(n), data: `{"n":${n}}` })

async function all(outlet: ReturnType<typeof createOutlet>): Promise<string> {
  let text = ''
  for await (const chunk of outlet.readable) text += chunk
  return text
}

test('whoever reads slower than is written is let go, and what waited is forgotten', async () => {
  const outlet = createOutlet()
  let called = 0
  outlet.onEnd(() => called++)
  const large = { data: JSON.stringify('x'.repeat(100_000)) }
  for (let n = 0; n < 100 && !outlet.ended; n++) outlet.send(large)
  expect([outlet.ended, called]).toEqual([true, 1])
  const text = await all(outlet)
  expect(text).toMatch(/event: end\ndata: {"reason":"too_slow"}\n\n$/)
  expect(text.length).toBeLessThan(400_000)
})

test('whoever does not even take the end is cut off', async () => {
  const outlet = createOutlet()
  for (let n = 0; n < 2_000; n++) outlet.send({ data: '"x"'.repeat(100) })
  expect(outlet.ended).toBe(true)
  await expect.poll(() => outlet.readable.destroyed, { timeout: 5_000 }).toBe(true)
})

test('what is sent is drained when it is read, or when nobody reads any more', async () => {
  const outlet = createOutlet()
  outlet.greet()
  const reading = all(outlet)
  outlet.send(sent(1))
  await outlet.drained()
  outlet.end('stopping')
  await outlet.drained()
  expect(await reading).toBe(
    'retry: 2000\n: listening\n\nid: 1\ndata: {"n":1}\n\nevent: end\ndata: {"reason":"stopping"}\n\n',
  )
  const left = createOutlet()
  for (let n = 0; n < 900; n++) left.send({ data: 'x'.repeat(1_000) })
  const waits = left.drained()
  left.readable.destroy()
  await waits
  expect(left.ended).toBe(true)
})

test('a stream that begins anew says where, before all else and without a message', async () => {
  const outlet = createOutlet()
  const reading = all(outlet)
  outlet.greet('17.4:5:')
  outlet.send(sent(1))
  await outlet.drained()
  outlet.end('stopping')
  outlet.greet('late')
  expect(await reading).toBe(
    'retry: 2000\n: listening from 17.4:5:\nid: 17.4:5:\n\nid: 1\ndata: {"n":1}\n\nevent: end\ndata: {"reason":"stopping"}\n\n',
  )
})

test('a line break within JSON stays one, however it is written', async () => {
  const outlet = createOutlet()
  outlet.send({ data: '{\r\n"a":\r1\n}' })
  outlet.end('stopping')
  expect(await all(outlet)).not.toContain('\r')
})
