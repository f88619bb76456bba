import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../../..')
const textOf = (file: string) => readFileSync(resolve(root, file), 'utf8')

/** What says which test, file or command meets a demand. */
const documents = ['infra/OPERATIONS.md', 'infra/MAINTENANCE.md', 'infra/RECOVERY.md', 'infra/ROTATION.md']

test.each(documents)('every file that %s names is there', (document) => {
  const named = [...textOf(document).matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/[\w.-]+\.\w+)`/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((path) => !existsSync(resolve(root, path)))).toEqual([])
  const linked = [...textOf(document).matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
  expect(linked.filter((path) => !existsSync(resolve(root, 'infra', path)))).toEqual([])
})

test.each(['infra/OPERATIONS.md', 'infra/ROTATION.md'])('every test that %s quotes is called so', (document) => {
  const quoted = [...textOf(document).matchAll(/`([\w./-]+\.test\.ts)`: ([^|;`]+?) *(?=[|;])/g)]
  expect(quoted.length).toBeGreaterThan(3)
  for (const [, path = '', name = ''] of quoted) {
    const parts = name.split('…').map((part) => part.trim())
    for (const part of parts) expect(textOf(path), `${path}: ${name}`).toContain(part)
  }
})

test('every command that they name is one of the API, and every one of those has its place', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('services/api/package.json'))
  const named = documents.flatMap((document) =>
    [...textOf(document).matchAll(/pnpm -F g5-core-api ([\w:-]+)/g)].map(([, command = '']) => command),
  )
  expect(named.filter((command) => !(command in scripts))).toEqual([])
  const meant = Object.keys(scripts).filter((script) => scripts[script]?.includes('src/commands/'))
  expect(meant.filter((script) => !named.includes(script))).toEqual([])
})

test('Prometheus is told to ask every 15 to 30 seconds', () => {
  const [, seconds] = /^ {2}scrape_interval: (\d+)s$/m.exec(textOf('infra/prometheus/prometheus.yml')) ?? []
  expect(Number(seconds)).toBeGreaterThanOrEqual(15)
  expect(Number(seconds)).toBeLessThanOrEqual(30)
})
