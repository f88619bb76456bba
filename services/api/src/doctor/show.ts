import { styleText } from 'node:util'
import type { Row } from './examine.ts'

/** For scripts: fields are added, and never renamed. */
export function asJson(rows: readonly Row[]): string {
  const shown = rows.map(({ id, item, status, found, todo = null }) => ({ id, item, status, found, todo }))
  return JSON.stringify({ ok: isFit(rows), rows: shown }, null, 2)
}

export const isFit = (rows: readonly Row[]): boolean => rows.every(({ status }) => status !== 'red')

/** For people. Colours only where standard output is a terminal, and NO_COLOR is not set. */
export function asTable(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ item }) => item.length))
  const lines = rows.flatMap(({ item, status, found, todo }) => {
    const light = styleText(status, status.padEnd(6), { stream: process.stdout })
    const first = `${light}  ${item.padEnd(width)}  ${found}`
    return todo === undefined ? [first] : [first, `${' '.repeat(10 + width)}-> ${todo}`]
  })
  const counts = (['green', 'yellow', 'red'] as const).map(
    (status) => `${rows.filter((row) => row.status === status).length} ${status}`,
  )
  return [...lines, '', counts.join(', ')].join('\n')
}
