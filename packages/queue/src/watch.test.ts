import { expect, test } from 'vitest'
import { isConnectionError, watch } from './watch.ts'

function observed() {
  const told: string[] = []
  let now = 0
  const state = watch(
    {
      onState: (change) => told.push(change === 'back' ? 'back' : `away: ${change.away.message}`),
      onError: ({ message }) => told.push(message),
    },
    () => now,
  )
  return { told, state, pass: (ms: number) => (now += ms) }
}

test('going away and coming back are told once each', () => {
  const { told, state } = observed()
  state.recovered()
  state.lost(new Error('first'))
  state.lost(new Error('second'))
  state.recovered()
  state.recovered()
  expect(told).toEqual(['away: first', 'back'])
})

test('the same complaint is told once in ten seconds, another at once', () => {
  const { told, state, pass } = observed()
  for (const message of ['full', 'full', 'stuck', 'full']) state.complain(new Error(message))
  expect(told).toEqual(['full', 'stuck'])
  pass(10_000)
  state.complain(new Error('full'))
  expect(told).toEqual(['full', 'stuck', 'full'])
})

test('nothing is told of what closes because it is told to', () => {
  const { told, state } = observed()
  state.stop()
  state.lost(new Error('closed'))
  state.complain(new Error('closed'))
  expect(told).toEqual([])
})

test.for([
  ['connect ECONNREFUSED 127.0.0.1:6379', 'ECONNREFUSED', true],
  ['Connection is closed.', undefined, true],
  ['terminating connection due to administrator command', '57P01', true],
  ['the database system is starting up', '57P03', true],
  ['connection failure', '08006', true],
  ['out of memory', '53200', false],
  ['Missing key for job 1', -1, false],
] as const)('%s (%s) is about the connection: %s', ([message, code, expected]) => {
  expect(isConnectionError(Object.assign(new Error(message), { code }))).toBe(expected)
})
