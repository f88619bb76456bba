import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlOf } from './curl.ts'

/** What a shell makes of it: its words, with `curl` standing for one that tells them. */
function wordsOf(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`
  const told = execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { G5_API_KEY: 'g5k_1' } })
  return told.split('\0').slice(0, -1)
}

test.each([
  ['{"type":"a","payload":{"n":1.10}}'],
  [`{"type":"a","payload":"it's $HOME \`id\` \\" \\\\ !"}`],
  [`{"type":"a","payload":"'; rm -rf / #"}`],
  ['{\n  "type": "a"\n}'],
])('a shell sends %s as it is', (body) => {
  expect(wordsOf(curlOf('https://g5.test', body))).toEqual([
    ...['-X', 'POST', 'https://g5.test/v1/events', '-H', 'Authorization: Bearer g5k_1'],
    ...['-H', 'Content-Type: application/json', '-d', body],
  ])
})

test('a tenant is named where one has to be', () => {
  expect(wordsOf(curlOf('https://g5.test', '{}', 'acme'))).toContain('X-Tenant-Id: acme')
})
