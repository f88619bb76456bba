import { expect, test } from 'vitest'
import { isBackupDue } from './due.ts'

const at = (time: string) => Date.parse(`2026-03-10T${time}Z`)
const began = (time: string) => ({ startedAt: at(time) })

test.each([
  ['never backed up', null, null, '12:00:00', true],
  ['the day’s is there', began('03:00:02'), null, '12:00:00', false],
  ['only yesterday’s is', { startedAt: at('03:00:02') - 86_400_000 }, null, '03:00:01', true],
  ['its time has not come', { startedAt: at('03:00:02') - 86_400_000 }, null, '02:59:59', false],
  ['nobody ran at its time', { startedAt: at('03:00:02') - 5 * 86_400_000 }, null, '22:00:00', true],
  ['it has just failed', null, at('03:01:00'), '03:15:59', false],
  ['it failed a quarter of an hour ago', null, at('03:01:00'), '03:16:00', true],
] as const)('%s', (_, good, failedAt, now, due) => {
  expect(isBackupDue('0 3 * * *', { good, failedAt }, at(now))).toBe(due)
})
