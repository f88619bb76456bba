import type { Exception } from './exceptions.ts'

/** As `pnpm audit --json` says it. */
export interface Report {
  advisories: Record<string, Advisory>
  metadata: { totalDependencies: number }
}

interface Advisory {
  github_advisory_id: string
  module_name: string
  severity: string
  title: string
  url: string
  findings: { version: string; paths: string[] }[]
}

/** Workspaces that run on no server and are published to nobody. */
const apart = ['packages/testing', 'packages/bench', 'packages/sdk-generator', 'services/dev']

export interface Judged {
  /** What has to be put right. */
  faults: string[]
  /** What need not be, and why not. */
  remarks: string[]
}

/** Advisories that are high or critical are faults, unless an exception holds or what they are about runs nowhere. */
export function judgeReport({ advisories }: Report, exceptions: readonly Exception[], today: Date): Judged {
  const serious = Object.values(advisories).filter(({ severity }) => ['high', 'critical'].includes(severity))
  const judged: Judged = { faults: [], remarks: [] }
  for (const advisory of serious) {
    const exception = exceptions.find(
      (one) => one.advisory === advisory.github_advisory_id && one.package === advisory.module_name,
    )
    const line = describe(advisory)
    if (!isShipped(advisory)) judged.remarks.push(`${line}: in development alone`)
    else if (!exception) judged.faults.push(line)
    else if (hasEnded(exception, today)) judged.faults.push(`${line}: its exception ended on ${exception.until}`)
    else judged.remarks.push(`${line}: until ${exception.until}, since ${exception.reason}`)
  }
  for (const { advisory, package: name } of exceptions)
    if (!serious.some((one) => one.github_advisory_id === advisory && one.module_name === name))
      judged.remarks.push(`the exception for ${advisory} of ${name} is for nothing: take it out`)
  return judged
}

function describe({ severity, module_name, findings, github_advisory_id, title, url }: Advisory): string {
  const versions = findings.map(({ version }) => version).join(', ')
  return `${severity}: ${module_name} ${versions}, ${title} (${github_advisory_id}, ${url})`
}

const isShipped = ({ findings }: Advisory) =>
  findings.flatMap(({ paths }) => paths).some((path) => !apart.includes(path.split('>')[0]?.replace('__', '/') ?? ''))

/** It holds to the end of its day, in UTC. */
const hasEnded = ({ until }: Exception, today: Date) => until < today.toISOString().slice(0, 10)
