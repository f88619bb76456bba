import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { consoleBuild, isStale } from './console.ts'
import { repository } from './settings.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'g5-console-'))
  for (const path of ['services/console/src/pages/a.tsx', 'packages/sdk/src/client.ts', 'pnpm-lock.yaml'])
    put(path, 100)
  for (const path of ['index.html', 'vite.config.ts', 'package.json']) put(`services/console/${path}`, 100)
})
afterEach(() => rmSync(root, { recursive: true }))

/** A file that was changed at that second, with folders that were not changed later. */
function put(path: string, second: number) {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  utimesSync(file, second, second)
  for (let folder = dirname(file); folder !== root; folder = dirname(folder)) utimesSync(folder, 100, 100)
}
const stale = () => isStale(consoleBuild, root)

it('is built when it never was, or when its page is gone', () => {
  expect(stale()).toBe(true)
  put('services/console/dist/assets/app.js', 200)
  expect(stale()).toBe(true)
})

it('is built once, and then left alone', () => {
  put('services/console/dist/index.html', 200)
  expect(stale()).toBe(false)
})

it.each([
  'services/console/src/pages/a.tsx',
  'services/console/src/new.css',
  'services/console/public/favicon.svg',
  'services/console/index.html',
  'services/console/vite.config.ts',
  'services/console/package.json',
  'packages/sdk/src/client.ts',
  'pnpm-lock.yaml',
])('is built anew when %s has changed', (path) => {
  put('services/console/dist/index.html', 200)
  put(path, 201)
  expect(stale()).toBe(true)
})

it('is built anew when a source was taken away', () => {
  put('services/console/dist/index.html', 200)
  rmSync(join(root, 'services/console/src/pages/a.tsx'))
  expect(stale()).toBe(true)
})

it('is left alone when something else has changed', () => {
  put('services/console/dist/index.html', 200)
  put('packages/db/src/migrate.ts', 300)
  put('services/console/test/journey.test.ts', 300)
  expect(stale()).toBe(false)
})

it('is built by what the workspace has installed', () => {
  expect(isStale({ ...consoleBuild, from: [], makes: consoleBuild.program }, repository)).toBe(false)
})
