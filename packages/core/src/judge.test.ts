import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from './answer.ts'
import { judge } from './judge.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const timings = { total: 12 }
const schedule = [0, 5, 300]
const options = { step: 0, schedule, random: () => 0.5, now }

function response(status: number, retryAfter?: string, headers: Record<string, string> = {}): Answer {
  return { kind: 'response', status, headers, body: Buffer.alloc(0), timings, ...(retryAfter ? { retryAfter } : {}) }
}

describe('judge', () => {
  it.each([200, 201, 202, 204, 299])('takes %i as delivered', (status) => {
    expect(judge(response(status), options)).toEqual({ kind: 'delivered', circuit: 'alive' })
  })

  it.each([
    [300, 'http_redirect'],
    [301, 'http_redirect'],
    [304, 'http_redirect'],
    [308, 'http_redirect'],
    [400, 'http_client_error'],
    [401, 'http_client_error'],
    [404, 'http_client_error'],
    [499, 'http_client_error'],
    [429, 'http_rate_limited'],
    [500, 'http_server_error'],
    [502, 'http_server_error'],
    [503, 'http_server_error'],
    [504, 'http_server_error'],
    [599, 'http_server_error'],
    [101, 'protocol_error'],
  ])('retries after %i, as %s', (status, error) => {
    expect(judge(response(status), options)).toEqual({
      ...{ kind: 'retry', error, waitMs: 5000 },
      circuit: status === 429 ? 'alive' : 'down',
    })
  })

  it.each(['dns_failed', 'tls_failed', 'timeout', 'connection_refused', 'address_blocked'] as const)(
    'retries a request that failed with %s',
    (error) => {
      expect(judge({ kind: 'failure', error, detail: '', timings }, options)).toEqual({
        kind: 'retry',
        error,
        waitMs: 5000,
        circuit: 'down',
      })
    },
  )

  it('ends the delivery and the endpoint at 410, however much of the schedule is left', () => {
    const verdict = { kind: 'dead', error: 'http_gone', circuit: 'alive', disableEndpoint: true }
    expect(judge(response(410, '60'), options)).toEqual(verdict)
  })

  it('waits as the schedule says, counted from the attempt that failed', () => {
    expect(judge(response(500), { ...options, step: 1 })).toMatchObject({ kind: 'retry', waitMs: 300_000 })
  })

  it('ends the delivery, not the endpoint, when the schedule is exhausted', () => {
    const verdict = { kind: 'dead', error: 'http_server_error', circuit: 'down' }
    expect(judge(response(500), { ...options, step: 2 })).toEqual(verdict)
    expect(judge(response(500), { ...options, step: 99 })).toEqual(verdict)
  })

  it.each([429, 502, 503, 504])('lets Retry-After of a %i slow the endpoint down', (status) => {
    expect(judge(response(status, '60'), options)).toMatchObject({ kind: 'retry', waitMs: 60_000, slowDownMs: 60_000 })
    const late = { ...options, step: 2 }
    expect(judge(response(status, '60'), late)).toMatchObject({ kind: 'dead', slowDownMs: 60_000 })
  })

  it.each([301, 400, 404, 500, 501])('does not heed Retry-After of a %i', (status) => {
    const verdict = judge(response(status, '60'), options)
    expect(verdict).toMatchObject({ kind: 'retry', waitMs: 5000 })
    expect(verdict).not.toHaveProperty('slowDownMs')
  })

  it('takes the later of schedule and Retry-After', () => {
    expect(judge(response(503, '1'), options)).toMatchObject({ waitMs: 5000, slowDownMs: 1000 })
    expect(judge(response(503, '0'), options)).toMatchObject({ waitMs: 5000, slowDownMs: 0 })
  })

  it('reads a date in Retry-After by the answer’s own Date', () => {
    const answer = response(503, 'Tue, 24 Nov 2026 09:01:00 GMT', { date: 'Tue, 24 Nov 2026 09:00:00 GMT' })
    expect(judge(answer, options)).toMatchObject({ waitMs: 60_000, slowDownMs: 60_000 })
  })

  it('ends what no body could be made of, and says nothing of the endpoint, which was not asked', () => {
    const answer: Answer = { kind: 'failure', error: 'transform_failed', detail: '', timings }
    const verdict = { kind: 'dead', error: 'transform_failed', circuit: 'not_asked' }
    expect(judge(answer, options)).toEqual(verdict)
  })

  it.each([
    [299_000, 299_100],
    [0.2, 101],
    [-5_000, 100],
    [400_000, 300_000],
    [undefined, 300_000],
  ])('looks at what expires in %s ms just after that instead of trying it later', (expiresInMs, waitMs) => {
    expect(judge(response(500), { ...options, step: 1, expiresInMs })).toMatchObject({ kind: 'retry', waitMs })
  })

  it('has a verdict for every status, and only 2xx delivers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.nat(20), fc.string(), (status, step, header) => {
        const verdict = judge(response(status, header), { ...options, step })
        expect(verdict.kind === 'delivered').toBe(status >= 200 && status <= 299)
        if (verdict.kind === 'retry')
          expect(verdict.waitMs).toBeGreaterThanOrEqual((schedule[step + 1] ?? Number.NaN) * 1000)
      }),
    )
  })
})
