import { createHash } from 'node:crypto'
import { BackupFailure } from './failure.ts'
import { addressOf, type Kept } from './kept.ts'

/** Passes bytes on and remembers how many they were and their SHA-256. */
export function summing() {
  const hash = createHash('sha256')
  let sizeBytes = 0
  return {
    async *through(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        hash.update(chunk)
        sizeBytes += chunk.length
        yield chunk
      }
    },
    end: () => ({ sizeBytes, sha256: hash.digest('hex') }),
  }
}

/**
 * The bytes of a backup as it lies there. The last of them are held back until all are known to be what the manifest
 * says, so whoever reads to the end of one that is not gets no whole file.
 * @throws {BackupFailure} when it is not, byte for byte, what the manifest says
 */
export async function* verified(backup: Kept): AsyncGenerator<Uint8Array> {
  const { store, name, manifest } = backup
  const sum = summing()
  let last: Uint8Array | undefined
  for await (const chunk of sum.through(store.get(name))) {
    if (last) yield last
    last = chunk
  }
  const { sizeBytes, sha256 } = sum.end()
  const address = addressOf(backup)
  if (sizeBytes !== manifest.sizeBytes)
    throw new BackupFailure(
      `${address} has ${sizeBytes} bytes and should have ${manifest.sizeBytes}: it was cut or written to.`,
    )
  if (sha256 !== manifest.sha256)
    throw new BackupFailure(`${address} is damaged: its SHA-256 is not the one in its manifest.`)
  if (last) yield last
}
