import { describe, expect, test } from 'vitest'
import { backupWords, dependencyWords, migrationWords } from './health-words.ts'

describe('of health is told', () => {
  test.each([
    [{ status: 'up', latencyMs: 1.4 }, 'up, answers in 1 ms'],
    [{ status: 'up', latencyMs: null }, 'up'],
    [{ status: 'down', latencyMs: null, detail: 'ECONNREFUSED' }, 'away: ECONNREFUSED'],
    [{ status: 'down', latencyMs: null }, 'away'],
  ] as const)('a dependency %j', (dependency, told) => {
    expect(dependencyWords(dependency)).toBe(told)
  })

  test.each([
    [undefined, undefined],
    [null, 'none was ever made'],
    [{ finishedAt: '2026-05-03T12:00:00.000Z', ageSeconds: 7_200 }, '2 h old'],
  ] as const)('a backup %j', (backup, told) => {
    expect(backupWords(backup)).toBe(told)
  })

  test.each([
    [0, 'all are in'],
    [1, '1 is pending'],
    [3, '3 are pending'],
  ])('%i migrations', (pending, told) => {
    expect(migrationWords({ pending })).toBe(told)
  })
})
