import { words } from '@g5/sdk'
import { expect, test } from 'vitest'
import { givable } from './roles.ts'

const known = words['users.create'].role

test('within a tenant every role can be given but the operator’s, without one that alone', () => {
  expect(givable(known, false)).toEqual(known.filter((role) => role !== 'operator'))
  expect(givable(known, true)).toEqual(['operator'])
})
