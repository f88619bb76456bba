import type { RowOf } from '@g5/sdk'
import { expect, test } from 'vitest'
import { collected } from './export.ts'

const entry = (id: string): RowOf<'auditLogs.list'> => ({
  ...{ id, actor: { kind: 'user', id: null, name: 'ada@example.com' }, action: 'user.created' },
  ...{ target: { kind: 'user', id: null, name: null }, changes: { note: 'ü\u2028' }, address: null, requestId: null },
  createdAt: '2026-01-31T12:00:00.000Z',
})

async function* entries(count: number, end?: { complete: true; entries: number }) {
  for (let i = 0; i < count; i++) yield entry(`aud_${i}`)
  if (end) yield end
}

test('every line comes into the file as it was, the last one too', async () => {
  const { content, entries: count, complete } = await collected(entries(2, { complete: true, entries: 2 }), () => {})
  const lines = (await content.text()).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    ...[entry('aud_0'), entry('aud_1')],
    { complete: true, entries: 2 },
  ])
  expect([count, complete]).toEqual([2, true])
})

test('one that ends without its last line, or with one of another count, was cut off', async () => {
  expect((await collected(entries(3), () => {})).complete).toBe(false)
  expect((await collected(entries(3, { complete: true, entries: 4 }), () => {})).complete).toBe(false)
})

test('it says how far it is, and a long one is whole', async () => {
  const told: number[] = []
  const { content, complete } = await collected(entries(12_000, { complete: true, entries: 12_000 }), (n) =>
    told.push(n),
  )
  expect([told.at(0), told.at(-1), complete]).toEqual([500, 12_000, true])
  expect((await content.text()).split('\n')).toHaveLength(12_002)
})

test('what breaks off is an error, not a short file', async () => {
  async function* broken() {
    yield entry('aud_0')
    throw new Error('gone')
  }
  await expect(collected(broken(), () => {})).rejects.toThrow('gone')
})
