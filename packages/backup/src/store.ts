import { type Bucket, bucketStore } from './bucket-store.ts'
import { directoryStore } from './directory-store.ts'

export interface Stored {
  name: string
  sizeBytes: number
  /** Epoch milliseconds since which it is whole. */
  writtenAt: number
}

/** A place that keeps files by their names. What it throws is a `BackupFailure` where a person can put it right. */
export interface Store {
  /** Where it is, as people write it: a path, or `s3://bucket/prefix`. */
  readonly at: string
  /** What is whole; nothing where nothing was ever put. */
  list(beginning: string): Promise<Stored[]>
  /**
   * All of it or nothing: where the source fails, there is no file of that name.
   * @param mostBytes about how many there may be
   */
  put(name: string, source: AsyncIterable<Uint8Array>, mostBytes?: number): Promise<void>
  /** @throws {NotThere} once it is read */
  get(name: string): AsyncIterable<Uint8Array>
  /** Whether or not it is there. */
  delete(name: string): Promise<void>
  /** Removes what puts have left that were killed. @param before epoch milliseconds at which they had been begun */
  clearUnfinished(before: number): Promise<void>
}

export type Place = { directory: string } | { bucket: Bucket }

/** Nothing is asked of it, and no library loaded, before it is used. */
export function openStore(place: Place): Store {
  return 'bucket' in place ? bucketStore(place.bucket) : directoryStore(place.directory)
}

export async function readText(store: Store, name: string): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of store.get(name)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

export async function putText(store: Store, name: string, text: string): Promise<void> {
  async function* bytes() {
    yield Buffer.from(text)
  }
  await store.put(name, bytes())
}
