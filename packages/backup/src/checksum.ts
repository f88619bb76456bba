import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Manifest } from './directory.ts'
import { BackupFailure } from './failure.ts'

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

/** @throws {BackupFailure} when the file is not, byte for byte, what the manifest says */
export async function verifyChecksum(path: string, { sizeBytes, sha256 }: Manifest): Promise<void> {
  const { size } = await stat(path).catch(() => ({ size: undefined }))
  if (size === undefined) throw new BackupFailure(`${path} is not there.`)
  if (size !== sizeBytes)
    throw new BackupFailure(`${path} has ${size} bytes and should have ${sizeBytes}: it was cut or written to.`)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 })) hash.update(chunk)
  if (hash.digest('hex') !== sha256)
    throw new BackupFailure(`${path} is damaged: its SHA-256 is not the one in its manifest.`)
}
