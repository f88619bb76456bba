import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { builtConsole } from '../test/built.ts'

vi.setConfig({ hookTimeout: 60_000 })

interface Chunk {
  file: string
  src?: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
}

/** Bytes of script over the wire until the first page is there, by gzip; brotli takes a seventh off that. */
const budget = 200_000

let directory: string
let chunks: Record<string, Chunk>
beforeAll(async () => {
  directory = await builtConsole()
  chunks = JSON.parse(readFileSync(join(directory, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
})

function closure(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const one of chunks[name]?.imports ?? []) closure(one, seen)
  return seen
}

const bytes = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + statSync(join(directory, `${chunks[name]?.file}.gz`)).size, 0)

test('the first page is there after less than 200 kB of script, whichever it is', () => {
  const entry = Object.keys(chunks).find((name) => chunks[name]?.isEntry)
  if (!entry) throw new Error('nothing is built')
  const sizes = Object.fromEntries(
    (chunks[entry]?.dynamicImports ?? []).map((page) => [page, bytes(closure(page, closure(entry)))]),
  )
  expect(Object.keys(sizes).length).toBeGreaterThan(20)
  expect(Object.entries(sizes).filter(([, size]) => size > budget)).toEqual([])
})

test('the charts come with the first page that has one, and within the same budget', () => {
  const names = Object.keys(chunks)
  const overview = names.find((name) => name.endsWith('overview/overview-page.tsx')) ?? ''
  const plot = names.find((name) => name.endsWith('chart/plot.tsx')) ?? ''
  expect([overview, plot]).not.toContain('')
  const entry = names.find((name) => chunks[name]?.isEntry) ?? ''
  expect(bytes(closure(plot, closure(overview, closure(entry))))).toBeLessThan(budget)
})

test('the page itself holds no script and no style of its own, and asks no other host', () => {
  const html = readFileSync(join(directory, 'index.html'), 'utf8')
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=/i)
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
})
