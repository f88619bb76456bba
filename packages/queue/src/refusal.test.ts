import { expect, test } from 'vitest'
import { isRefusal } from './refusal.ts'

const fault = (message: string, more: object = {}) => Object.assign(new Error(message), more)
const reply = (message: string) => fault(message, { name: 'ReplyError' })
const sql = (code: string) => fault('from Postgres', { code, severity: 'ERROR' })

test.for([
  ['the breaker is open', fault('Breaker is open', { code: 'EOPENBREAKER' })],
  ['nobody listens', fault('connect ECONNREFUSED', { code: 'ECONNREFUSED' })],
  ['there is no connection', fault("Stream isn't writeable and enableOfflineQueue options is false")],
  ['a statement failed', sql('53200')],
] as const)('however many jobs, nothing was added when %s', ([, error]) => {
  expect(isRefusal(error, 1)).toBe(true)
  expect(isRefusal(error, 40)).toBe(true)
})

test.for(['OOM command not allowed', "READONLY You can't write against a read only replica.", 'LOADING Redis is'])(
  'a single job that Redis declines was not added, of several some may have been: %s',
  (message) => {
    expect(isRefusal(reply(message), 1)).toBe(true)
    expect(isRefusal(reply(message), 2)).toBe(false)
  },
)

test.for([
  ['a command timed out', fault('Command timed out')],
  ['a sending took too long', fault('Timed out after 600ms', { code: 'ETIMEDOUT' })],
  ['the connection broke', fault('write EPIPE', { code: 'EPIPE' })],
  [
    'the connection broke with the command on it',
    fault('Reached the max retries', { name: 'MaxRetriesPerRequestError' }),
  ],
  ['a script failed on its way', reply('ERR Error running script')],
  ['Postgres was shut down', sql('57P01')],
  ['Postgres does not know either', sql('40003')],
] as const)('the outcome is unknown when %s', ([, error]) => {
  expect(isRefusal(error, 1)).toBe(false)
})
