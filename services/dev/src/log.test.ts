import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

function recorder(format: 'pretty' | 'json', colours = false) {
  const written: string[] = []
  const now = () => new Date('2030-01-02T03:04:05.006Z')
  return { written, log: createLog({ format, colours, write: (text) => written.push(text), now }) }
}
const time = new Date(2030, 0, 2, 3, 4, 5).toISOString()

describe('for people', () => {
  it('shows a line of a service short: who, when, level, message and its fields', () => {
    const { log, written } = recorder('pretty')
    log.pass(
      'api',
      JSON.stringify({ level: 'warn', time, service: 'g5-core-api', pid: 1, msg: 'slow', ms: 12, at: { x: 1 } }),
    )
    expect(written).toEqual(['api      | 03:04:05 warn  slow ms=12 at={"x":1}\n'])
  })

  it('shows an error with its stack, each line prefixed', () => {
    const { log, written } = recorder('pretty')
    log.pass(
      'worker',
      JSON.stringify({ level: 'error', time, msg: 'no', err: { message: 'x', stack: 'Error: x\n    at y' } }),
    )
    expect(written).toEqual(['worker   | 03:04:05 error no\n', 'worker   |   Error: x\n', 'worker   |       at y\n'])
  })

  it('passes on what is no JSON as it is', () => {
    const { log, written } = recorder('pretty')
    log.pass('api', '{ not json')
    log.pass('seed', 'plain')
    expect(written).toEqual(['api      | { not json\n', 'seed     | plain\n'])
  })

  it('has colours only when told', () => {
    const { log, written } = recorder('pretty', true)
    log.say('g5', 'hello', 'error')
    expect(written[0]).toContain('\u001b[31mhello')
  })
})

it('for programs, gives every line as the services wrote it, and its own in the same form', () => {
  const { log, written } = recorder('json')
  log.pass('api', '{"msg":"as it is"}')
  log.say('g5', 'ready')
  expect(written).toEqual([
    '{"msg":"as it is"}\n',
    '{"level":"info","time":"2030-01-02T03:04:05.006Z","service":"g5","msg":"ready"}\n',
  ])
})
