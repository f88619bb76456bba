import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// It is compiled and packed as for a release.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const run = promisify(execFile)
const home = fileURLToPath(new URL('..', import.meta.url))
const tsc = join(home, '../../node_modules/.bin/tsc')
const scratch = mkdtempSync(join(tmpdir(), 'g5-sdk-'))
const installed = join(scratch, 'node_modules/@g5/sdk')

let tarball: Buffer<ArrayBuffer>
beforeAll(async () => {
  await run(tsc, ['-p', 'tsconfig.build.json'], { cwd: home })
  await run('npx', ['-y', 'pnpm@12', 'pack', '--pack-destination', scratch], { cwd: home })
  const [name = ''] = readdirSync(scratch).filter((one) => one.endsWith('.tgz'))
  tarball = readFileSync(join(scratch, name))
  // As an installer lays it out, with what it depends on.
  mkdirSync(installed, { recursive: true })
  await run('tar', ['xzf', join(scratch, name), '-C', installed, '--strip-components=1'])
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies))
    cpSync(realpathSync(join(home, 'node_modules', dependency)), join(scratch, 'node_modules', dependency), {
      recursive: true,
    })
  writeFileSync(join(scratch, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rmSync(scratch, { recursive: true }))

test('the package needs nothing of ours that is not published, and holds no tests', async () => {
  const { dependencies, exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  expect(JSON.stringify(dependencies)).not.toMatch(/workspace:|catalog:|@g5\//)
  expect(JSON.stringify(exports)).not.toContain('source')
  const files = readdirSync(installed, { recursive: true }).map(String)
  expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'dist/index.js', 'dist/webhooks/index.d.ts']))
  expect(files.filter((file) => /test|\.map$/.test(file))).toEqual([])
})

test('Node imports it, and nothing in it asks for a module of Node', async () => {
  const source = `
    import { createClient } from '@g5/sdk'
    import { verifyWebhook } from '@g5/sdk/webhooks'
    console.log(typeof createClient({ baseUrl: 'http://x' }).events.post, typeof verifyWebhook)`
  writeFileSync(join(scratch, 'consumer.mjs'), source)
  const { stdout } = await run(process.execPath, ['consumer.mjs'], { cwd: scratch })
  expect(stdout).toBe('function function\n')
  for (const file of readdirSync(join(installed, 'dist'), { recursive: true }).map(String))
    if (file.endsWith('.js')) expect(readFileSync(join(installed, 'dist', file), 'utf8')).not.toMatch(/from 'node:/)
})

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])("a consumer's types hold with module %s and resolution %s, in a browser too", async (module, resolution) => {
  const source = `
    import { createClient, type Event, G5Problem, type ProblemCodeOf } from '@g5/sdk'
    import { verifyWebhook, WebhookVerificationError } from '@g5/sdk/webhooks'
    const g5 = createClient({ baseUrl: 'http://x', credential: async () => 'token' })
    export async function use(request: Request): Promise<Event[]> {
      const { id, deliveries } = await g5.events.post({ type: 'a', payload: { n: 1 } })
      const { data, requestId } = await g5.events.get(id).withResponse()
      const counted: number = deliveries + data.deliveries.dead
      const found: Event[] = []
      for await (const event of g5.events.list({ type: ['a', 'b'] })) found.push(event)
      // @ts-expect-error: no such status
      await g5.deliveries.list({ status: 'lost' })
      // @ts-expect-error: a payload is needed
      await g5.events.post({ type: 'a' })
      const code: ProblemCodeOf<'deliveries.retry'> = 'endpoint_disabled'
      try {
        await verifyWebhook<{ n: number }>(await request.text(), request.headers, 'whsec_x')
      } catch (error) {
        if (error instanceof WebhookVerificationError && error.code === 'too_old') console.log(error.message)
        if (error instanceof G5Problem && error.code === code) console.log(requestId, counted)
      }
      return found
    }`
  writeFileSync(join(scratch, 'consumer.ts'), source)
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--lib', 'es2022,dom']
  const { stdout } = await run(
    tsc,
    [...options, '--types', '', '--module', module, '--moduleResolution', resolution, 'consumer.ts'],
    { cwd: scratch },
  ).catch((error: { stdout: string }) => error)
  expect(stdout).toBe('')
})

test('publint finds nothing', async () => {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true })
  expect(messages).toEqual([])
})

test('the types are not wrong, for whoever imports a module', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)))
  if (!analysis.types) throw new Error('It has no types')
  // It is a module: who requires it gets one, and resolvers older than `exports` see its front door alone.
  const expected = ['CJSResolvesToESM', 'NoResolution']
  expect(analysis.problems.filter(({ kind }) => !expected.includes(kind))).toEqual([])
})
