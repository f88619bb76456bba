import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BucketServer, startBucketServer } from '@g5/testing'
import type { Bucket } from '../src/bucket-store.ts'
import { openStore, type Store } from '../src/store.ts'

export interface TestPlace {
  store: Store
  /** What lies there that no list shows. */
  unfinished(): Promise<string[]>
  close(): Promise<void>
}

/** Makes empty places of its kind. */
export interface Places {
  fresh(): Promise<TestPlace>
  close(): Promise<void>
}

/** Both kinds that backups are kept in. */
export const kindsOfPlaces: [string, () => Promise<Places>][] = [
  ['a directory', directories],
  ['a bucket', buckets],
]

async function directories(): Promise<Places> {
  return {
    async fresh() {
      const directory = await mkdtemp(join(tmpdir(), 'g5-test-backups-'))
      return {
        store: openStore({ directory }),
        unfinished: async () => (await readdir(directory)).filter((name) => name.endsWith('.partial')),
        close: () => rm(directory, { recursive: true }),
      }
    },
    close: async () => {},
  }
}

async function buckets(): Promise<Places> {
  const server = await startBucketServer()
  return {
    async fresh() {
      const name = await server.bucket()
      return {
        store: openStore({ bucket: bucketOf(server, { name, prefix: 'production/eu' }) }),
        unfinished: () => server.uploads(name),
        close: async () => {},
      }
    },
    close: server.close,
  }
}

export function bucketOf({ endpoint, credentials }: BucketServer, over: Partial<Bucket>): Bucket {
  const bucket = { name: 'nobodys', endpoint, region: 'us-east-1', prefix: undefined, credentials, pathStyle: true }
  return { ...bucket, ...over }
}
