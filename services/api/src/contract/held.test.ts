import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { holdToContract } from '../../test/contract/held.ts'
import { operations, responseOf } from '../../test/contract/operations.ts'

const good = {
  'x-request-id': '1',
  'content-security-policy': "default-src 'none'",
  'cache-control': 'no-store',
  ratelimit: '"default";r=1;t=1',
  'ratelimit-policy': '"default";q=1;w=1',
}
const me = operations.find(({ id }) => id === 'auth.me')
const example = me && responseOf(me, 200)?.content?.['application/json']?.example
const nobody = { ...(typeof example === 'object' ? example : {}) }

test.each<[fault: RegExp | undefined, what: string, status: number, headers: object, body: string | undefined]>([
  [undefined, 'an answer as it should be', 200, good, JSON.stringify(nobody)],
  [
    /lacks cache-control/,
    'one that lacks a header',
    200,
    { ...good, 'cache-control': undefined },
    JSON.stringify(nobody),
  ],
  [/lacks www-authenticate/, 'a 401 that does not say how', 401, good, '{}'],
  [/required property 'kind'/, 'one that lacks a field', 200, good, '{}'],
  [/additional properties/, 'one with a field too many', 200, good, JSON.stringify({ ...nobody, secret: 1 })],
  [/must be equal to one of/, 'a value that is not one', 200, good, JSON.stringify({ ...nobody, kind: 'god' })],
  [/status is not documented/, 'a status that is not', 418, good, '{}'],
  [/type text\/html is not documented/, 'a page', 200, { ...good, 'content-type': 'text/html' }, '<p>'],
  [/type undefined is not documented/, 'nothing', 200, good, undefined],
])('%s is found in %s', async (fault, _what, status, headers, body) => {
  const server = fastify()
  const held = holdToContract(server)
  server.get('/v1/me', (_request, reply) => {
    reply.code(status)
    if (body !== undefined) reply.type('application/json')
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) reply.header(name, value)
    return reply.send(body)
  })
  await server.inject('/v1/me')
  await server.close()
  if (fault) expect([...held.faults].join('\n')).toMatch(fault)
  else expect([...held.faults]).toEqual([])
})
