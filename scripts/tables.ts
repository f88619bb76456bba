// Rewrites the tables of documents that are made from code; with --check it only says which of them are stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { commandReference } from '../packages/cli/reference.ts'
import { environmentTable } from '../packages/config/src/index.ts'
import { metricsTable } from './metrics-table.ts'

/** Each stands between `<!-- name:start -->` and `<!-- name:end -->`. */
const tables = [
  { file: 'README.md', name: 'environment', table: environmentTable() },
  { file: 'infra/METRICS.md', name: 'metrics', table: metricsTable() },
  { file: 'packages/cli/REFERENCE.md', name: 'reference', table: await commandReference() },
]

/** @returns what is wrong with the document, if anything */
function renew({ file, name, table }: (typeof tables)[number], checking: boolean): string | undefined {
  const document = new URL(`../${file}`, import.meta.url)
  const present = readFileSync(document, 'utf8')
  const block = new RegExp(`(<!-- ${name}:start -->\n)[\\s\\S]*?(<!-- ${name}:end -->)`)
  if (!block.test(present)) return `${file} has no place for it: <!-- ${name}:start --> … <!-- ${name}:end -->`
  const wanted = present.replace(block, (_, start, end) => `${start}${table}\n${end}`)
  if (wanted === present) return undefined
  if (checking) return `The table of ${name} in ${file} is stale. Run \`pnpm fix\`.`
  writeFileSync(document, wanted)
  return undefined
}

const checking = process.argv.includes('--check')
const faults = tables.flatMap((table) => renew(table, checking) ?? [])
process.stderr.write(faults.map((fault) => `${fault}\n`).join(''))
process.exitCode = faults.length > 0 ? 1 : 0
