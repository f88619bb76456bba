import { expect, test } from 'vitest'
import { cursorTime } from './cursor-time.ts'

const of = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')

test.each([
  ['one of a list', of('019c138400007abc8def0123456789ab0011223344556677'), 0x019c13840000],
  ['bytes that are no UUIDv7', of('019c138400004abc8def0123456789ab'), undefined],
  ['too few bytes', of('019c13840000'), undefined],
  ['no base64', '!!', undefined],
  ['nothing', '', undefined],
])('%s', (_what, cursor, ms) => {
  expect(cursorTime(cursor)).toBe(ms)
})
