import { expect, test } from 'vitest'
import { type Column, table } from './table.ts'
import { widthOf } from './width.ts'

interface Row {
  id: string
  name: string
  note: string | null
}
const columns: Column<Row>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'NAME', value: ({ name }) => name, flexible: true },
  { title: 'NOTE', value: ({ note }) => note, optional: 1 },
]
const plain = (text: string) => text
const id = 'evt_01k71a8700e008000000000001'

test('a table is no wider than it may be: what is flexible is cut, what is optional goes, ids stay whole', () => {
  const rows = [{ id, name: 'a name that goes on for quite a while', note: 'a note that takes a lot of room' }]
  for (const width of [80, 100, 160])
    for (const line of table(rows, columns, width, plain)) expect(widthOf(line)).toBeLessThanOrEqual(width)
  expect(table(rows, columns, 60, plain).join('\n')).toBe(
    `ID                              NAME\n${id}  a name that goes on for qui…`,
  )
  expect(table(rows, columns, Number.POSITIVE_INFINITY, plain)[1]).toContain('a lot of room')
})

test('letters that take two places, or none, keep the columns straight', () => {
  const rows = [
    { id, name: '日本語', note: 'x' },
    { id, name: 'Zoe\u0308', note: 'x' },
  ]
  const [, ...lines] = table(rows, columns, 80, plain)
  expect(new Set(lines.map(widthOf)).size).toBe(1)
})

test('what came from outside moves no cursor, and an optional column that nobody has is left out', () => {
  const [head, line] = table([{ id, name: 'a\u001b[31mb\nc', note: null }], columns, 80, plain)
  expect(head).not.toContain('NOTE')
  expect(line).toBe(`${id}  a [31mb c`)
})
