// Rewrites README.md's table of environment variables from the schemas; with --check it only says whether it is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { environmentTable } from '../packages/config/src/index.ts'

const readme = new URL('../README.md', import.meta.url)
const block = /(<!-- environment:start -->\n)[\s\S]*?(<!-- environment:end -->)/

function main(checking: boolean): number {
  const present = readFileSync(readme, 'utf8')
  if (!block.test(present)) {
    process.stderr.write(
      'README.md has no place for the table: <!-- environment:start --> … <!-- environment:end -->\n',
    )
    return 1
  }
  const wanted = present.replace(block, (_, start, end) => `${start}${environmentTable()}\n${end}`)
  if (wanted === present) return 0
  if (checking) {
    process.stderr.write('The environment table in README.md is stale. Run `pnpm fix`.\n')
    return 1
  }
  writeFileSync(readme, wanted)
  return 0
}

process.exitCode = main(process.argv.includes('--check'))
