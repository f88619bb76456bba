import { describe, expect, it } from 'vitest'
import { hashToken, mintApiKey, sameBytes } from './secrets.ts'

describe('an API key', () => {
  it('is g5k_ and 43 letters or digits, known later by its first 12 characters and its hash', () => {
    const { secret, prefix, hash } = mintApiKey()
    expect(secret).toMatch(/^g5k_[A-Za-z0-9]{43}$/)
    expect(prefix).toBe(secret.slice(0, 12))
    expect(sameBytes(hash, hashToken(secret))).toBe(true)
  })

  it('is never made twice', () => {
    expect(new Set(Array.from({ length: 1000 }, () => mintApiKey().secret)).size).toBe(1000)
  })
})

describe('hashToken', () => {
  it('is SHA-256', () => {
    expect(hashToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('sameBytes', () => {
  it('is true for equal bytes alone, of any lengths', () => {
    expect(sameBytes(Buffer.from('abc'), Buffer.from('abc'))).toBe(true)
    expect(sameBytes(Buffer.from('abc'), Buffer.from('abd'))).toBe(false)
    expect(sameBytes(Buffer.from('abc'), Buffer.from('ab'))).toBe(false)
    expect(sameBytes(Buffer.alloc(0), Buffer.alloc(0))).toBe(true)
  })
})
