import { Readable } from 'node:stream'
import { bucketFailure } from './bucket-failure.ts'
import { NotThere } from './failure.ts'
import type { Store, Stored } from './store.ts'

export interface Bucket {
  name: string
  /** Undefined: AWS. */
  endpoint: string | undefined
  /** Undefined: whatever AWS's own chain says. */
  region: string | undefined
  /** What names begin with, without a slash at either end. */
  prefix: string | undefined
  /** Undefined: whatever AWS's own chain finds. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
  /** Whether the bucket stands in the path of URLs rather than in their host. */
  pathStyle: boolean
}

const mebibyte = 1_048_576
/** Bytes of the smallest part: each that is on its way is held in memory. */
const smallestPart = 8 * mebibyte
const partsAtOnce = 2
/** Of one upload, by the protocol. */
const mostParts = 10_000

/** Files of a bucket, of AWS or of anything that speaks its protocol. */
export function bucketStore({ name: Bucket, prefix, ...access }: Bucket): Store {
  const at = ['s3:/', Bucket, prefix].filter((part) => part !== undefined).join('/')
  const before = prefix === undefined ? '' : `${prefix}/`
  let loaded: ReturnType<typeof load> | undefined
  const library = () => {
    loaded ??= load(access)
    return loaded
  }

  async function ask<T>(work: (library: Awaited<ReturnType<typeof load>>) => Promise<T>): Promise<T> {
    try {
      return await work(await library())
    } catch (error) {
      throw bucketFailure(error, at)
    }
  }

  return {
    at,
    list: (beginning) =>
      ask(async ({ s3, client }) => {
        const found: Stored[] = []
        // Below the prefix, but not below what is below it: that is somebody else's.
        const wanted = { Bucket, Prefix: before + beginning, Delimiter: '/' }
        for await (const page of s3.paginateListObjectsV2({ client }, wanted))
          for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
            found.push({ name: Key.slice(before.length), sizeBytes: Size, writtenAt: LastModified?.getTime() ?? 0 })
        return found
      }),
    async put(name, source, mostBytes = 0) {
      const watched = watching(source)
      const putting = ask(({ client, Upload }) =>
        new Upload({
          client,
          params: { Bucket, Key: before + name, Body: Readable.from(watched.source) },
          partSize: Math.max(smallestPart, Math.ceil((2 * mostBytes) / mostParts / mebibyte) * mebibyte),
          queueSize: partsAtOnce,
        }).done(),
      )
      try {
        // A source that fails fails the upload, which removes its parts before it says so.
        await putting
      } catch (error) {
        throw watched.failure() ?? error
      }
    },
    async *get(name) {
      const { Body } = await ask(({ s3, client }) =>
        client.send(new s3.GetObjectCommand({ Bucket, Key: before + name })).catch((error: unknown) => {
          throw error instanceof s3.NoSuchKey ? new NotThere(`${at}/${name}`) : error
        }),
      )
      if (!(Body instanceof Readable)) throw new Error('the body of an answer is no stream')
      const chunks: AsyncIterable<Uint8Array> = Body
      try {
        yield* chunks
      } catch (error) {
        throw bucketFailure(error, at)
      }
    },
    delete: (name) =>
      ask(async ({ s3, client }) => {
        await client.send(new s3.DeleteObjectCommand({ Bucket, Key: before + name }))
      }),
    clearUnfinished: (begunBefore) =>
      ask(async ({ s3, client }) => {
        const { Uploads = [] } = await client.send(new s3.ListMultipartUploadsCommand({ Bucket, Prefix: before }))
        for (const { Key = '', UploadId, Initiated } of Uploads)
          if (isOwn(Key, before) && Initiated && Initiated.getTime() < begunBefore)
            await client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
      }),
  }
}

/** A bucket without a prefix may have others' below it. */
const isOwn = (key: string, before: string) => key.startsWith(before) && !key.slice(before.length).includes('/')

/** Takes as long to load as the rest of a command, so who uses no bucket does not. */
async function load({ endpoint, region, credentials, pathStyle }: Omit<Bucket, 'name' | 'prefix'>) {
  const [s3, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')])
  const client = new s3.S3Client({
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    ...(credentials && { credentials }),
    forcePathStyle: pathStyle,
    // Checksums that are AWS's own are refused by others. The manifest has one over the whole.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A restore reads no faster than Postgres writes, so what is idle is not yet dead.
    requestHandler: { connectionTimeout: 3_000, socketTimeout: 300_000 },
  })
  return { s3, client, Upload }
}

/** The source, and what it failed with: an upload may end with another fault, such as that of its cleaning up. */
function watching(source: AsyncIterable<Uint8Array>) {
  let failed: { error: unknown } | undefined
  async function* through() {
    try {
      yield* source
    } catch (error) {
      failed = { error }
      throw error
    }
  }
  return { source: through(), failure: () => failed?.error }
}
