import { expect, test } from 'vitest'
import { securityHeaders } from './security-headers.ts'

test('the headers are those of helmet, with a policy that allows nothing, and nothing else', async () => {
  const headers = await securityHeaders({ hsts: true })
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  })
  for (const own of ['content-length', 'connection', 'date', 'x-powered-by']) expect(headers).not.toHaveProperty(own)
})

test('a browser is told to stay with https where that is certain to work', async () => {
  expect(await securityHeaders({ hsts: false })).not.toHaveProperty('strict-transport-security')
})
