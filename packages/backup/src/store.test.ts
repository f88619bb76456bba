import { randomBytes } from 'node:crypto'
import { type BucketServer, startBucketServer, until } from '@g5/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bucketOf, kindsOfPlaces, type Places, type TestPlace } from '../test/places.ts'
import { bucketFailure } from './bucket-failure.ts'
import { BackupFailure } from './failure.ts'
import { openStore, putText, readText } from './store.ts'

/** Several parts of an upload. */
const large = randomBytes(20_000_000)

async function* inChunks(bytes: Uint8Array, failure?: Error) {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
  if (failure) throw failure
}

describe.each(kindsOfPlaces)('%s', (_, start) => {
  let places: Places
  let place: TestPlace
  beforeAll(async () => {
    places = await start()
  })
  afterAll(() => places.close())
  beforeEach(async () => {
    place = await places.fresh()
  })
  afterEach(() => place.close())

  test.each([0, 1, large.length])('gives back the %i bytes that it was given', async (length) => {
    const { store } = place
    const began = Date.now() - 2_000 // Some keep whole seconds.
    await store.put('g5-one', inChunks(large.subarray(0, length)))
    const chunks: Uint8Array[] = []
    for await (const chunk of store.get('g5-one')) chunks.push(chunk)
    expect(Buffer.concat(chunks).equals(large.subarray(0, length))).toBe(true)
    const [stored, ...more] = await store.list('g5-')
    expect([stored, more]).toEqual([{ name: 'g5-one', sizeBytes: length, writtenAt: expect.any(Number) }, []])
    expect(stored?.writtenAt).toBeGreaterThan(began)
  })

  test('lists by the beginning of a name, takes a second file of the same name, and forgets what is deleted', async () => {
    const { store } = place
    expect(await store.list('g5-')).toEqual([])
    for (const text of ['first', 'second']) await putText(store, 'g5-one', text)
    await putText(store, 'other', 'not ours')
    expect([await readText(store, 'g5-one'), (await store.list('g5-')).length]).toEqual(['second', 1])
    for (let times = 0; times < 2; times++) await store.delete('g5-one')
    expect(await store.list('g5-')).toEqual([])
    await expect(readText(store, 'g5-one')).rejects.toThrow(`${store.at}/g5-one is not there.`)
  })

  test.each([100_000, large.length])('keeps nothing of a source that fails after %i bytes', async (length) => {
    const { store, unfinished } = place
    const failure = new BackupFailure('It ended too early.')
    await expect(store.put('g5-one', inChunks(large.subarray(0, length), failure))).rejects.toBe(failure)
    expect([await store.list('g5-'), await unfinished()]).toEqual([[], []])
  })

  test('clears what was begun before a time and never ended, and nothing else', async () => {
    const { store, unfinished } = place
    const { promise: cut, resolve } = Promise.withResolvers<void>()
    async function* stuck() {
      yield* inChunks(large)
      await cut
      throw new BackupFailure('It was cut off.')
    }
    await putText(store, 'g5-whole', 'whole')
    const putting = store.put('g5-one', stuck()).catch((error: Error) => error.message)
    await until(async () => (await unfinished()).length > 0, { what: 'half a file' })
    await store.clearUnfinished(Date.now() - 60_000)
    expect((await unfinished()).length).toBe(1)
    await store.clearUnfinished(Date.now() + 60_000)
    expect([await unfinished(), (await store.list('g5-')).length]).toEqual([[], 1])
    resolve()
    expect(await putting).toBe('It was cut off.')
  })
})

describe('a bucket', () => {
  let server: BucketServer
  beforeAll(async () => {
    server = await startBucketServer()
  })
  afterAll(() => server.close())
  afterEach(() => {
    server.breakdown = undefined
  })

  test('that is shared by two deployments keeps them apart', async () => {
    const name = await server.bucket()
    const [whole, part] = [undefined, 'g5-eu'].map((prefix) =>
      openStore({ bucket: bucketOf(server, { name, prefix }) }),
    )
    if (!whole || !part) throw new Error('there are two')
    await putText(whole, 'g5-one', 'one')
    await putText(part, 'g5-two', 'two')
    const names = [whole, part].map(async (store) => (await store.list('g5-')).map((file) => file.name))
    expect(await Promise.all(names)).toEqual([['g5-one'], ['g5-two']])
    expect([whole.at, part.at]).toEqual([`s3://${name}`, `s3://${name}/g5-eu`])
  })

  test('that goes away in the middle of an upload keeps nothing of it that counts', async () => {
    const name = await server.bucket()
    const store = openStore({ bucket: bucketOf(server, { name }) })
    server.breakdown = ({ method, url = '' }) => (method === 'PUT' && url.includes('partNumber=2') ? 503 : undefined)
    await expect(store.put('g5-one', inChunks(large))).rejects.toThrow(
      /^s3:\/\/\S+: the service refuses it \(.*HTTP 503\)\.$/,
    )
    expect([await store.list('g5-'), await server.uploads(name)]).toEqual([[], []])
  })

  test('that goes away in the middle of a file gives no end of it', async () => {
    const store = openStore({ bucket: bucketOf(server, { name: await server.bucket() }) })
    await store.put('g5-one', inChunks(large))
    let cut = () => {}
    server.breakdown = ({ socket }) => {
      cut = () => void socket.destroy()
      return undefined
    }
    const reading = async () => {
      for await (const _ of store.get('g5-one')) cut()
    }
    await expect(reading()).rejects.toThrow(
      /^s3:\/\/\S+: it can not be reached: see BACKUP_S3_ENDPOINT \(ECONNRESET\)\.$/,
    )
  })

  test('that goes away when an upload is to be taken back keeps it to be cleared, and the first fault is said', async () => {
    const name = await server.bucket()
    const store = openStore({ bucket: bucketOf(server, { name }) })
    server.breakdown = ({ method }) => (method === 'DELETE' ? 503 : undefined)
    const failure = new BackupFailure('It ended too early.')
    await expect(store.put('g5-one', inChunks(large, failure))).rejects.toBe(failure)
    expect([await store.list('g5-'), (await server.uploads(name)).length]).toEqual([[], 1])
    server.breakdown = undefined
    await store.clearUnfinished(Date.now() + 60_000)
    expect(await server.uploads(name)).toEqual([])
  })

  const secrets = { accessKeyId: 'AKIAPASTEDINTO', secretAccessKey: 'pasted-secret-words' }
  test.each([
    ['is not there', {}, /^s3:\/\/nobodys: there is no such bucket: make it, .* \(NoSuchBucket, HTTP 404\)\.$/],
    ['does not know the key', { credentials: secrets }, /the access key is not known .* BACKUP_S3_ACCESS_KEY_ID \(Inv/],
    [
      'is nowhere',
      { endpoint: 'http://127.0.0.1:1' },
      /it can not be reached: see BACKUP_S3_ENDPOINT \(ECONNREFUSED\)/,
    ],
  ])('that %s says so in a line, with what to do and no secret', async (_, over, said) => {
    const store = openStore({ bucket: bucketOf(server, over) })
    const failures = [
      store.list('g5-'),
      readText(store, 'g5-one'),
      putText(store, 'g5-one', 'x'),
      store.delete('g5-one'),
    ]
    for (const settled of await Promise.allSettled(failures)) {
      expect(settled).toMatchObject({ status: 'rejected', reason: expect.any(BackupFailure) })
      const { message, cause } = 'reason' in settled ? settled.reason : new Error('it was let through')
      expect([message, cause, message.split('\n').length]).toEqual([expect.stringMatching(said), undefined, 1])
      expect(message).not.toMatch(/AKIAPASTEDINTO|pasted-secret|S3RVER/)
    }
  })

  test.each([
    ['AccessDenied', 403, /they need s3:ListBucket, .* \(AccessDenied, HTTP 403\)\.$/],
    ['SignatureDoesNotMatch', 403, /see BACKUP_S3_SECRET_ACCESS_KEY/],
    ['PermanentRedirect', 301, /see BACKUP_S3_REGION/],
    ['CredentialsProviderError', undefined, /there are no credentials: set BACKUP_S3_ACCESS_KEY_ID/],
    ['SlowDown', 503, /^s3:\/\/here: the service refuses it \(SlowDown, HTTP 503\)\.$/],
  ])('whose service answers %s says what to do, and not what the service says', (name, httpStatusCode, said) => {
    const answered = Object.assign(new Error('of AKIAPASTEDINTO'), { name, $metadata: { httpStatusCode } })
    const failure = bucketFailure(answered, 's3://here') as Error
    expect([failure.message, failure.message.includes('AKIA')]).toEqual([expect.stringMatching(said), false])
  })
})
