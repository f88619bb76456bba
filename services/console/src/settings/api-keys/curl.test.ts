import { expect, test } from 'vitest'
import { curlWith } from './curl.ts'

const origin = 'https://hooks.example.com'

test.each([
  [['events:write'] as const, false, '/v1/events'],
  [['*'] as const, false, '/v1/events'],
  [['read'] as const, false, '/v1/me'],
  [['*'] as const, true, '/v1/me'],
])('a key of %j, of the deployment: %s, is tried on %s', (scopes, ofTheDeployment, path) => {
  const text = curlWith({ secret: 'g5k_s3cret', scopes: [...scopes] }, origin, ofTheDeployment)
  expect(text).toContain(`curl ${origin}${path} \\\n`)
  expect(text).toContain("-H 'Authorization: Bearer g5k_s3cret'")
  expect(text).not.toMatch(/\\$/)
})
