import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'

export interface BucketServer {
  endpoint: string
  /** Those of its one account. */
  credentials: { accessKeyId: string; secretAccessKey: string }
  /** An empty bucket of one's own. */
  bucket(): Promise<string>
  /** Ids of uploads of the bucket that were begun, and neither completed nor aborted. */
  uploads(bucket: string): Promise<string[]>
  /** Answers in its place where it returns a status. */
  breakdown: ((request: IncomingMessage) => number | undefined) | undefined
  close(): Promise<void>
}

/** A server of the S3 protocol on the loopback: s3rver, and the two requests about unfinished uploads that it lacks. */
export async function startBucketServer(): Promise<BucketServer> {
  const directory = await mkdtemp(join(tmpdir(), 'g5-test-buckets-'))
  const answer = new S3rver({ directory, silent: true, vhostBuckets: false }).callback()
  const uploadsOf = (bucket: string) => join(directory, bucket, '._S3rver_uploads')
  const uploads = (bucket: string) => readdir(uploadsOf(bucket)).catch(() => [])

  const server = createServer((request, response) => {
    void handle(request, response)
  })
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3')
    const [, bucket = ''] = pathname.split('/')
    const uploadId = searchParams.get('uploadId')
    const status = own.breakdown?.(request)
    if (status !== undefined) response.writeHead(status, { connection: 'close' }).end()
    else if (request.method === 'DELETE' && uploadId !== null) {
      await rm(join(uploadsOf(bucket), uploadId), { recursive: true })
      response.writeHead(204).end()
    } else if (request.method === 'GET' && searchParams.has('uploads')) {
      const all = await Promise.all((await uploads(bucket)).map((id) => describeUpload(uploadsOf(bucket), id)))
      response.end(`<ListMultipartUploadsResult>${all.join('')}</ListMultipartUploadsResult>`)
    } else answer(request, response)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const own: BucketServer = {
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVERS3RVER' },
    async bucket() {
      const name = `g5-test-${randomBytes(6).toString('hex')}`
      await new S3rver({ directory, silent: true, configureBuckets: [{ name, configs: [] }] }).configureBuckets()
      return name
    },
    uploads,
    breakdown: undefined,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await rm(directory, { recursive: true })
    },
  }
  return own
}

async function describeUpload(uploads: string, id: string): Promise<string> {
  const key = await readFile(join(uploads, id, 'key'), 'utf8')
  const { mtime } = await stat(join(uploads, id, 'key'))
  return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${mtime.toISOString()}</Initiated></Upload>`
}
