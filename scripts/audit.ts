// Asks the registry for advisories against what is installed for production, and says which of them count. Exits with 0
// when none does, with 1 when some do, and with 2 when there was no answer: silence is never taken for a good one.
//   --registry URL       another registry than the configured one: this needs one that has advisories
//   --exceptions FILE    others than infra/audit-exceptions.yml
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readExceptions } from './audit/exceptions.ts'
import { judgeReport, type Report } from './audit/report.ts'

const root = new URL('..', import.meta.url)

function main(): number {
  const { values } = parseArgs({ options: { registry: { type: 'string' }, exceptions: { type: 'string' } } })
  const today = new Date()
  const exceptions = readExceptions(
    readFileSync(values.exceptions ?? new URL('infra/audit-exceptions.yml', root), 'utf8'),
    today,
  )
  const { report, said } = ask(values.registry)
  if (!report) {
    complain(`The registry gave no answer about advisories, so nothing is known:\n${said}`)
    return 2
  }
  const { faults, remarks } = judgeReport(report, exceptions, today)
  for (const remark of remarks) complain(`passed: ${remark}`)
  for (const fault of faults) complain(fault)
  process.stdout.write(`${report.metadata.totalDependencies} packages, ${faults.length} with advisories that count.\n`)
  return faults.length === 0 ? 0 : 1
}

/** @returns no report where pnpm could not make one, whatever its exit code: it has one for advisories as well */
function ask(registry: string | undefined): { report: Report | undefined; said: string } {
  const args = [
    '-y',
    'pnpm@12',
    'audit',
    '--prod',
    '--json',
    ...(registry === undefined ? [] : [`--registry=${registry}`]),
  ]
  const { stdout, stderr, error } = spawnSync('npx', args, { cwd: root, encoding: 'utf8', maxBuffer: 268_435_456 })
  if (error) return { report: undefined, said: error.message }
  return { report: reportIn(stdout), said: `${stderr}${stdout}`.trim() }
}

function reportIn(text: string): Report | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const { advisories, metadata } = value as Partial<Report>
  if (typeof advisories !== 'object' || typeof metadata?.totalDependencies !== 'number') return undefined
  // An answer about no package is none about ours.
  return metadata.totalDependencies > 0 ? { advisories, metadata } : undefined
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}

process.exitCode = main()
