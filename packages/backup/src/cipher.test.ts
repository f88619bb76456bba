import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decrypting, encrypting } from './cipher.ts'

const secret = 'Kq7vJ2mXw9tRzL4bNc8dFh3gPs6yUa1e'
const piece = 65_536

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const seal = (plain: Buffer, chunk = 10_000) => all(encrypting(secret)(inChunks(plain, chunk)))
const open = (sealed: Buffer, key = secret) => all(decrypting(key)(inChunks(sealed, 7_777)))

test.each([0, 1, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 5])('%i bytes come back', async (length) => {
  const plain = randomBytes(length)
  for (const chunk of [1_000, piece, 1_000_000]) expect((await open(await seal(plain, chunk))).equals(plain)).toBe(true)
})

test('the same content is never the same file', async () => {
  expect(await seal(Buffer.from('a'))).not.toEqual(await seal(Buffer.from('a')))
})

test('a bit flipped, an end cut off, pieces left out or put elsewhere, another key: none of it opens', async () => {
  const sealed = await seal(randomBytes(3 * piece))
  const [head, first, second, third] = [0, 40, 40 + piece + 16, 40 + 2 * (piece + 16)].map((at, n) =>
    sealed.subarray(at, n === 0 ? 40 : at + piece + 16),
  ) as [Buffer, Buffer, Buffer, Buffer]
  const flipped = Buffer.from(sealed)
  flipped[100_000] = (flipped[100_000] ?? 0) ^ 1
  const wrong = [
    ...[flipped, sealed.subarray(0, -1), Buffer.concat([sealed, Buffer.of(0)])],
    ...[Buffer.concat([head, first, second]), Buffer.concat([head, first, third])],
    ...[Buffer.concat([head, second, first, third]), head, sealed.subarray(0, 10), Buffer.alloc(0)],
  ]
  for (const bytes of wrong) await expect(open(bytes)).rejects.toThrow(/damaged|not an encrypted backup/)
  await expect(open(sealed, secret.toLowerCase())).rejects.toThrow('another BACKUP_ENCRYPTION_KEY')
})
