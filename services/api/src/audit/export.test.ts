import { expect, test } from 'vitest'
import { exportLines, rowsAtOnce } from './export.ts'

const page = (rows: number, first: number) => Array.from({ length: rows }, (_, i) => ({ id: String(first + i) }))
const show = ({ id }: { id: string }) => ({
  ...{ id, actor: { kind: 'system' as const, id: null, name: 'x' }, action: 'a.b', changes: {}, address: null },
  ...{ target: { kind: 'x', id: null, name: null }, requestId: null, createdAt: '2026-01-01T00:00:00.000Z' },
})

test('a million rows are one page of them at a time: the next is read when this one has been taken', async () => {
  const pages = 1_000
  let asked = 0
  const next = async (after: string) => {
    asked++
    return asked < pages ? page(rowsAtOnce, Number(after) + 1) : []
  }
  let [taken, last] = [0, '']
  for await (const piece of exportLines(page(rowsAtOnce, 0), next, show)) {
    if (taken < pages) expect(asked).toBe(taken)
    taken++
    last = piece
  }
  expect(last).toBe(`{"complete":true,"entries":${pages * rowsAtOnce}}\n`)
})

test('whoever reads no further asks for nothing more', async () => {
  let asked = 0
  const next = async () => {
    asked++
    return []
  }
  for await (const _ of exportLines(page(rowsAtOnce, 0), next, show)) break
  expect(asked).toBe(0)
})

test('nothing to export is complete', async () => {
  const pieces: string[] = []
  for await (const piece of exportLines([], () => expect.unreachable(), show)) pieces.push(piece)
  expect(pieces).toEqual(['{"complete":true,"entries":0}\n'])
})
