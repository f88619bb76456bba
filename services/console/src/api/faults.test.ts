import { G5Problem } from '@g5/sdk'
import { expect, test } from 'vitest'
import { faultsOf } from './faults.ts'

const refused = (...errors: { pointer: string; detail: string }[]) =>
  new G5Problem(
    { type: 'urn:x', title: 'Refused', status: 422, code: 'validation_failed', requestId: 'r-1', errors },
    new Headers(),
  )

test('what is wrong with a field, or with a part of it, stands beside it', () => {
  const faults = faultsOf(
    refused(
      { pointer: '/name', detail: 'is reserved' },
      { pointer: '/limits/endpoints', detail: 'must be 0 or more' },
      { pointer: '/scopes/2', detail: 'is for keys of the deployment' },
    ),
    ['/name', '/limits', '/scopes'],
  )
  expect(faults.at('/name')).toBe('Is reserved')
  expect(faults.at('/limits/endpoints')).toBe('Must be 0 or more')
  expect(faults.at('/scopes')).toBe('2 is for keys of the deployment')
  expect(faults.at('/nam')).toBeUndefined()
  expect(faults.allAtFields).toBe(true)
})

test('what stands beside no field is the rest, and is not kept quiet', () => {
  const faults = faultsOf(refused({ pointer: '/uid', detail: 'is taken' }, { pointer: '/name', detail: 'is long' }), [
    '/name',
  ])
  expect(faults.rest).toEqual([{ pointer: '/uid', detail: 'is taken' }])
  expect(faults.allAtFields).toBe(false)
})

test.each([undefined, null, new Error('broken')])('%s has no fields', (error) => {
  const faults = faultsOf(error, ['/name'])
  expect([faults.at('/name'), faults.rest, faults.allAtFields]).toEqual([undefined, [], false])
})
