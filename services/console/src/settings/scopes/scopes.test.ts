import { words } from '@g5/sdk'
import { expect, test } from 'vitest'
import { grantable, scopeSays } from './scopes.ts'

const all = words['apiKeys.create'].scopes.filter((scope) => scope !== '*')

test('each scope of the API is said in words, and nothing else', () => {
  expect(Object.keys(scopeSays).sort()).toEqual([...all].sort())
})

test('a key of the deployment can have all that its maker has, one of a tenant what is about tenants', () => {
  expect(grantable(all, true)).toEqual(all)
  const inTenant = grantable(all, false)
  expect(all.filter((scope) => !inTenant.includes(scope))).toEqual(['tenants:write', 'portal:create', 'operate'])
  expect(grantable(['read', 'keys:write'], false)).toEqual(['read', 'keys:write'])
})
