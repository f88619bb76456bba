// Shows that `pnpm audit:deps` tells good answers from bad ones and from none: asks a registry on the loopback, which
// answers about our own packages what it is told to.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const bulk = '/-/npm/v1/security/advisories/bulk'
const id = 'GHSA-aaaa-bbbb-cccc'
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

function advising(name: string, severity = 'high') {
  const advisory = { id: 1, url: `https://github.com/advisories/${id}`, title: 'Planted', severity }
  const range = { vulnerable_versions: '<9999', cwe: [], cvss: { score: 7.5, vectorString: null } }
  return JSON.stringify({ [name]: [{ ...advisory, ...range }] })
}

function excepting(until: string, name = 'fastify') {
  return `- { advisory: ${id}, package: ${name}, reason: nobody calls it, until: ${until} }`
}

interface Case {
  answer: string
  status?: number
  exceptions?: string
  exits: number
  says: RegExp
}

const cases: Record<string, Case> = {
  'no advisory': { answer: '{}', exits: 0, says: /^\d{3,} packages, 0 with advisories/m },
  'one that is high': { answer: advising('fastify'), exits: 1, says: /^high: fastify \d.*GHSA-aaaa/m },
  'one that is low': { answer: advising('fastify', 'low'), exits: 0, says: /, 0 with/ },
  'one of tests alone': { answer: advising('s3rver'), exits: 0, says: /^passed: .*s3rver.*in development alone/m },
  'one that is excepted': {
    ...{ answer: advising('fastify'), exceptions: excepting(inDays(5)) },
    ...{ exits: 0, says: /^passed: .*nobody calls it/m },
  },
  'an exception that has ended': {
    ...{ answer: advising('fastify'), exceptions: excepting(inDays(-2)) },
    ...{ exits: 1, says: /its exception ended on/ },
  },
  'an exception for another package': {
    ...{ answer: advising('fastify'), exceptions: excepting(inDays(5), 'koa') },
    ...{ exits: 1, says: /is for nothing/ },
  },
  'an exception for ever': {
    answer: '{}',
    exceptions: excepting('2999-01-01'),
    exits: 1,
    says: /more than 90 days away/,
  },
  'an endpoint that is not there': { answer: 'no', status: 405, exits: 2, says: /gave no answer .*405/s },
  'a proxy that answers for it': { answer: '<html>', exits: 2, says: /gave no answer/ },
}

async function main(): Promise<number> {
  const place = mkdtempSync(join(tmpdir(), 'g5-check-audit-'))
  try {
    const missed: string[][] = []
    for (const [name, one] of Object.entries(cases))
      missed.push(await judge(name, one, join(place, `${missed.length}`)))
    const faults = missed.flat()
    for (const fault of faults) process.stderr.write(`${fault}\n`)
    if (faults.length === 0) process.stdout.write(`The audit told ${missed.length} answers apart.\n`)
    return faults.length === 0 ? 0 : 1
  } finally {
    rmSync(place, { recursive: true })
  }
}

async function judge(name: string, { answer, status = 200, exceptions = '[]', exits, says }: Case, file: string) {
  const registry = await serve((url, response) => {
    if (url === bulk) response.writeHead(status, { 'content-type': 'application/json' }).end(answer)
    else response.writeHead(404).end()
  })
  try {
    writeFileSync(file, exceptions)
    const { port } = registry.address() as AddressInfo
    const { code, said } = await audit(`http://127.0.0.1:${port}/`, file)
    return code === exits && says.test(said) ? [] : [`${name}: it exits with ${code}, not ${exits}, and says:\n${said}`]
  } finally {
    registry.close()
  }
}

async function serve(answer: (url: string | undefined, response: ServerResponse) => void): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(request.url, response))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function audit(registry: string, exceptions: string): Promise<{ code: number | null; said: string }> {
  const script = join(import.meta.dirname, 'audit.ts')
  const child = spawn(process.execPath, [script, '--registry', registry, '--exceptions', exceptions])
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const [code] = await once(child, 'close')
  return { code, said }
}

process.exitCode = await main()
