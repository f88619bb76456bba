import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { BackupFailure } from './failure.ts'

/**
 * AES-256-GCM in pieces (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): a nonce is the
 * number of its piece and whether it is the last, so that pieces can't be left out, put elsewhere or cut off, nothing
 * unauthenticated is ever passed on, and a file may be larger than the 64 GiB that one nonce is good for.
 * Layout: magic (8 bytes), salt (32), then pieces of 64 KiB, each with its tag (16).
 */
const magic = Buffer.from('G5BKUP\x00\x01', 'latin1')
const saltLength = 32
const headerLength = magic.length + saltLength
const pieceLength = 65_536
const tagLength = 16

type Bytes = AsyncIterable<Uint8Array>

/** @param secret at least 32 characters; each file has a key of its own, derived from it (HKDF, RFC 5869) */
export function encrypting(secret: string) {
  return async function* encrypt(plain: Bytes): AsyncGenerator<Buffer> {
    const salt = randomBytes(saltLength)
    const key = deriveKey(secret, salt)
    yield Buffer.concat([magic, salt])
    for await (const { piece, number, last } of pieces(plain, pieceLength)) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last))
      yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
    }
  }
}

/** @throws {BackupFailure} while it is read: for another key, and for bytes that are not as they were written */
export function decrypting(secret: string) {
  return async function* decrypt(sealed: Bytes): AsyncGenerator<Buffer> {
    const source = sealed[Symbol.asyncIterator]()
    const { head, rest } = await takeHeader(source)
    if (!head.subarray(0, magic.length).equals(magic)) throw new BackupFailure('The file is not an encrypted backup.')
    const key = deriveKey(secret, head.subarray(magic.length))
    for await (const { piece, number, last } of pieces(rest, pieceLength + tagLength))
      yield open(key, piece, number, last)
  }
}

function open(key: Buffer, piece: Buffer, number: number, last: boolean): Buffer {
  const end = piece.length - tagLength
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, last))
  try {
    decipher.setAuthTag(piece.subarray(Math.max(0, end)))
    return Buffer.concat([decipher.update(piece.subarray(0, Math.max(0, end))), decipher.final()])
  } catch {
    throw new BackupFailure(
      number === 0
        ? 'The backup does not open: it was made with another BACKUP_ENCRYPTION_KEY, or it is damaged.'
        : 'The backup is damaged: a part of it is not as it was written.',
    )
  }
}

async function takeHeader(source: AsyncIterator<Uint8Array>): Promise<{ head: Buffer; rest: Bytes }> {
  let taken = Buffer.alloc(0)
  while (taken.length < headerLength) {
    const { value, done } = await source.next()
    if (done) throw new BackupFailure('The file is not an encrypted backup.')
    taken = Buffer.concat([taken, value])
  }
  async function* rest(): AsyncGenerator<Uint8Array> {
    yield taken.subarray(headerLength)
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
  }
  return { head: taken.subarray(0, headerLength), rest: rest() }
}

/** Pieces of `length` bytes; the last may be shorter, or empty when there is nothing at all. */
async function* pieces(source: Bytes, length: number) {
  let number = 0
  let held: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    held.push(chunk)
    size += chunk.length
    if (size <= length) continue
    const all = Buffer.concat(held)
    let at = 0
    // A full piece stays until something follows it: it may be the last.
    for (; all.length - at > length; at += length)
      yield { piece: all.subarray(at, at + length), number: number++, last: false }
    held = [all.subarray(at)]
    size = all.length - at
  }
  yield { piece: Buffer.concat(held), number, last: true }
}

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(number, 5, 6)
  bytes[11] = last ? 1 : 0
  return bytes
}

function deriveKey(secret: string, salt: Uint8Array): Buffer {
  if (secret.length < 32) throw new RangeError('an encryption key has at least 32 characters')
  return Buffer.from(hkdfSync('sha256', secret, salt, 'g5 backup', 32))
}
