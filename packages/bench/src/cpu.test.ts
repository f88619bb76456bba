import { describe, expect, test } from 'vitest'
import { parseBusyTicks, parseStat, readCpu, ticksOfTrees } from './cpu.ts'

const stat = (pid: number, parent: number, ticks: number) => ({ pid, parent, ticks })

describe('a line of /proc/PID/stat', () => {
  test('gives the parent and the ticks of itself and its ended children', () => {
    const line = '4242 (node) S 4200 4242 4242 0 -1 4194304 9 8 7 6 100 20 3 1 20 0 11 0 5 6 7'
    expect(parseStat(line)).toEqual(stat(4242, 4200, 124))
  })

  test('is read past a name with spaces and parentheses', () => {
    const line = '7 (postgres: io) worker) (1) R 1 7 7 0 -1 4194304 9 8 7 6 5 4 3 2 20 0 1 0 5 6 7'
    expect(parseStat(line)).toEqual(stat(7, 1, 14))
  })
})

describe('ticks of a process tree', () => {
  const stats = [stat(1, 0, 1), stat(10, 1, 5), stat(11, 10, 7), stat(12, 11, 9), stat(20, 1, 100)]

  test('count everything below the root and nothing beside it', () => {
    expect(ticksOfTrees([10], stats)).toBe(21)
  })

  test('add up over several roots', () => {
    expect(ticksOfTrees([10, 20], stats)).toBe(121)
  })

  test('are none for a process that is gone', () => {
    expect(ticksOfTrees([99], stats)).toBe(0)
  })
})

test('busy ticks of the machine leave out idling and waiting for the disk, and count what was stolen', () => {
  expect(parseBusyTicks('cpu  10 1 5 1000 400 2 3 4 0 0\ncpu0 1 1 1 1\n')).toBe(25)
})

test('a reading of this very process grows with the work it does', () => {
  const before = readCpu({ own: [process.pid] })
  const start = process.cpuUsage()
  while (process.cpuUsage(start).user < 60_000) Math.sqrt(Math.random())
  const after = readCpu({ own: [process.pid] })
  expect(after.parts.own - before.parts.own).toBeGreaterThanOrEqual(0.03)
})
