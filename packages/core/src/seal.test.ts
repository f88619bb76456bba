import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSealer, SealError } from './seal.ts'

const [key, otherKey] = ['k'.repeat(32), 'o'.repeat(32)]
const sealer = createSealer({ current: key })

function reasonOf(open: () => string): string {
  try {
    return `opened: ${open()}`
  } catch (error) {
    if (error instanceof SealError) return error.reason
    throw error
  }
}

describe('a sealed value', () => {
  it('opens to what was sealed, in its own context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (plain, context) => {
        expect(sealer.open(sealer.seal(plain, context), context)).toBe(plain)
      }),
    )
  })

  it('never looks the same twice and never shows its content', () => {
    const [first, second] = [sealer.seal('whsec_abc', 'c'), sealer.seal('whsec_abc', 'c')]
    expect(first.equals(second)).toBe(false)
    expect(first.includes('whsec_')).toBe(false)
  })

  it('does not open in another context', () => {
    const sealed = sealer.seal('whsec_abc', 'endpoint-secret:1')
    expect(reasonOf(() => sealer.open(sealed, 'endpoint-secret:2'))).toBe('damaged')
  })

  it('does not open when any of its bits was changed or its end is gone', () => {
    const sealed = sealer.seal('whsec_abc', 'c')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const bent = Buffer.from(sealed)
      bent.writeUInt8(bent.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(reasonOf(() => sealer.open(bent, 'c'))).toMatch(/^(damaged|unknown_key)$/)
    }
    for (let end = 0; end < sealed.length; end++) {
      expect(reasonOf(() => sealer.open(sealed.subarray(0, end), 'c'))).toBe('damaged')
    }
  })

  it('opens after a rotation, under the previous key, while new values use the current one', () => {
    const rotated = createSealer({ current: otherKey, previous: [key] })
    expect(rotated.open(sealer.seal('old', 'c'), 'c')).toBe('old')
    expect(createSealer({ current: otherKey }).open(rotated.seal('new', 'c'), 'c')).toBe('new')
  })

  it('shows whether it is under the current key', () => {
    const rotated = createSealer({ current: otherKey, previous: [key] })
    const begins = (sealed: Buffer) => sealed.subarray(0, rotated.mark.length).equals(rotated.mark)
    expect([begins(rotated.seal('new', 'c')), begins(sealer.seal('old', 'c'))]).toEqual([true, false])
  })

  it('says which setting is missing when its key is', () => {
    const stranger = createSealer({ current: otherKey })
    const sealed = sealer.seal('old', 'c')
    expect(reasonOf(() => stranger.open(sealed, 'c'))).toBe('unknown_key')
    expect(() => stranger.open(sealed, 'c')).toThrow('set ENCRYPTION_KEY_PREVIOUS')
  })
})

describe('a sealer', () => {
  it('refuses keys shorter than 32 characters', () => {
    expect(() => createSealer({ current: 'short' })).toThrow(RangeError)
    expect(() => createSealer({ current: key, previous: ['short'] })).toThrow(RangeError)
  })
})
