import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isAlive } from './embedded-postgres.ts'
import { freePort } from './free-port.ts'
import { faketimeLibrary, type ServiceProcess, spawnService } from './process.ts'
import { until } from './until.ts'

let directory: string
let service: ServiceProcess | undefined

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'g5-process-'))
  service = undefined
})
afterEach(async () => {
  await service?.kill()
  rmSync(directory, { recursive: true })
})

function program(source: string): string {
  const file = join(directory, 'main.mts')
  writeFileSync(file, source)
  return file
}

const server = `
  import { createServer } from 'node:http'
  const server = createServer((_, response) => response.end('ok')).listen(Number(process.env.PORT), '127.0.0.1')
  process.on('SIGTERM', () => { console.log(JSON.stringify({ msg: 'stopping' })); server.close(() => process.exit(3)) })
  console.log(JSON.stringify({ msg: 'up', home: process.env.HOME, vitest: process.env.VITEST, now: Date.now() }))`

it('is ready when it answers, logs lines, and ends as asked', async () => {
  const port = await freePort()
  service = spawnService(program(server), { PORT: String(port) }, { readyUrl: `http://127.0.0.1:${port}/ready` })
  await service.ready()
  const line = await service.logged(({ msg }) => msg === 'up')
  expect(line['vitest']).toBeUndefined()
  expect(await service.stop()).toBe(3)
  expect(service.lines.at(-1)).toEqual({ msg: 'stopping' })
})

it('says how it ended, with its last words, when it never became ready', async () => {
  service = spawnService(
    program(`console.log('no database'); process.exit(7)`),
    {},
    { readyUrl: 'http://127.0.0.1:1/' },
  )
  await expect(service.ready()).rejects.toThrow(/ended with code 7. Its last lines:\s+\{"text":"no database"\}/)
})

it('dies with the process that started it, though that was killed', async () => {
  const child = program(server)
  const parent = join(directory, 'parent.mts')
  writeFileSync(
    parent,
    `import { spawnService } from ${JSON.stringify(join(import.meta.dirname, 'process.ts'))}
     console.log(JSON.stringify({ child: spawnService(${JSON.stringify(child)}, { PORT: '0' }).pid }))`,
  )
  service = spawnService(parent, {})
  const { child: pid } = await service.logged((line) => 'child' in line)
  expect(isAlive(Number(pid))).toBe(true)
  await service.kill()
  await until(() => !isAlive(Number(pid)), { what: 'the grandchild to be gone' })
})

it.skipIf(!faketimeLibrary())('can have a clock that is wrong by minutes', async () => {
  service = spawnService(program(server), { PORT: '0' }, { clockSkewSeconds: 300 })
  const { now } = await service.logged(({ msg }) => msg === 'up')
  expect(Math.round((Number(now) - Date.now()) / 60_000)).toBe(5)
})
