import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Why something sealed could not be opened. Neither key nor content is part of the message. */
export class SealError extends Error {
  override name = 'SealError'
  readonly reason: 'unknown_key' | 'damaged'
  constructor(reason: 'unknown_key' | 'damaged') {
    super(messages[reason])
    this.reason = reason
  }
}

const messages = {
  unknown_key: "encrypted under a key that this process doesn't have: set ENCRYPTION_KEY_PREVIOUS",
  damaged: 'the encrypted value is damaged, or belongs to another row',
}

export interface Sealer {
  /** What all that it seals begins with, and nothing that is under another key. It says nothing about the key. */
  readonly mark: Buffer
  /**
   * AES-256-GCM under the current key. Opens only with the same context, so a value copied into another row is no use.
   * @param context whose secret it is, such as `endpoint-secret:<id>`; not stored
   */
  seal(plain: string, context: string): Buffer
  /** @throws {SealError} */
  open(sealed: Uint8Array, context: string): string
}

/** Layout: version (1 byte), id of the key (4), nonce (12), tag (16), ciphertext. */
const version = 1
const keyIdEnd = 5
const nonceEnd = 17
const tagEnd = 33

/**
 * @param current seals and opens; a string of at least 32 characters
 * @param previous open only: what was sealed before a rotation
 */
export function createSealer({ current, previous = [] }: { current: string; previous?: readonly string[] }): Sealer {
  const sealing = deriveKey(current)
  const opening = [sealing, ...previous.map(deriveKey)]
  const mark = Buffer.concat([Buffer.of(version), sealing.id])

  return {
    mark,

    seal(plain, context) {
      const nonce = randomBytes(nonceEnd - keyIdEnd)
      const cipher = createCipheriv('aes-256-gcm', sealing.key, nonce).setAAD(Buffer.from(context))
      const ciphertext = [cipher.update(plain, 'utf8'), cipher.final()]
      return Buffer.concat([mark, nonce, cipher.getAuthTag(), ...ciphertext])
    },

    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (bytes.length < tagEnd || bytes[0] !== version) throw new SealError('damaged')
      const found = opening.find(({ id }) => id.equals(bytes.subarray(1, keyIdEnd)))
      if (!found) throw new SealError('unknown_key')
      const decipher = createDecipheriv('aes-256-gcm', found.key, bytes.subarray(keyIdEnd, nonceEnd))
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(nonceEnd, tagEnd))
      const plain = decipher.update(bytes.subarray(tagEnd), undefined, 'utf8')
      try {
        return plain + decipher.final('utf8')
      } catch {
        throw new SealError('damaged')
      }
    },
  }
}

/** HKDF (RFC 5869): the id tells keys apart and says nothing about the key. */
function deriveKey(secret: string): { key: Buffer; id: Buffer } {
  if (secret.length < 32) throw new RangeError('an encryption key has at least 32 characters')
  const derive = (info: string, size: number) => Buffer.from(hkdfSync('sha256', secret, '', info, size))
  return { key: derive('g5 seal key', 32), id: derive('g5 seal key id', keyIdEnd - 1) }
}
