import { words } from '@g5/sdk'
import { describe, expect, test } from 'vitest'
import { errorWords, reasonWords } from './errors.ts'

describe.each([
  ['errorCode', words['deliveries.list'].errorCode, errorWords],
  ['reason', words['deadLetters.list'].reason, reasonWords],
] as const)('each %s', (_name, codes, told: Record<string, { what: string; do: string }>) => {
  test.each(codes)('%s says in whole sentences what happened and what to do', (code) => {
    expect(told[code]?.what).toMatch(/^[A-Z].*\.$/)
    expect(told[code]?.do).toMatch(/^[A-Z].*\.$/)
    expect(told[code]?.what).not.toContain('_')
  })
})
