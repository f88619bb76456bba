import fc from 'fast-check'
import { TypeID } from 'typeid-js'
import { expect, test } from 'vitest'
import { decodeUuid, encodeUuid } from './typeid.ts'

const uuid = fc.uuid({ version: [1, 2, 3, 4, 5, 6, 7, 8] })

test('a UUID is written as the reference implementation of TypeID writes it, and read back', () => {
  fc.assert(
    fc.property(uuid, (id) => {
      expect(encodeUuid(id)).toBe(TypeID.fromUUID('evt', id).getSuffix())
      expect(decodeUuid(encodeUuid(id))).toBe(id)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['00000000-0000-0000-0000-000000000000', '00000000000000000000000000'],
  ['00000000-0000-0000-0000-00000000000a', '0000000000000000000000000a'],
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', '7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ['0110c853-1d09-52d8-d73e-1194e95b5f19', '0123456789abcdefghjkmnpqrs'],
])('%s is %s, as the specification has it', (id, text) => {
  expect([encodeUuid(id), decodeUuid(text)]).toEqual([text, id])
})
