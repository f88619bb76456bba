import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { Refusal, removeEmbeddedPostgres } from '@g5/testing/embedded-postgres'
import { runningSupervisor, supervisorFile } from './claim.ts'
import { devEnvFile } from './dev-env.ts'
import { dataDirOf, postgresDir } from './settings.ts'

const help = `pnpm reset: removes what pnpm start keeps in DATA_DIR (.data/): the embedded database and the generated secrets

  --yes  without asking

A database of your own (DATABASE_URL) is never touched.
`

async function reset(): Promise<number> {
  const { values } = parseArgs({
    options: { yes: { type: 'boolean', short: 'y' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    process.stdout.write(help)
    return 0
  }
  const dataDir = dataDirOf(process.env)
  const supervisor = runningSupervisor(dataDir)
  if (supervisor)
    throw new Refusal(`pnpm start runs on ${dataDir} (process ${supervisor}). Stop it with Ctrl-C, then reset.`)
  if (!values.yes && !(await isWanted(dataDir))) {
    process.stdout.write('Nothing was removed.\n')
    return 1
  }
  const { removed } = await removeEmbeddedPostgres(postgresDir(dataDir), { binaries: true })
  for (const file of [devEnvFile(dataDir), supervisorFile(dataDir)]) {
    if (!existsSync(file)) continue
    rmSync(file)
    removed.push(file)
  }
  if (existsSync(dataDir)) {
    const others = readdirSync(dataDir)
    if (others.length === 0) {
      rmdirSync(dataDir)
      removed.push(dataDir)
    } else process.stdout.write(`Left alone in ${dataDir}, since pnpm start did not make it: ${others.join(', ')}\n`)
  }
  process.stdout.write(removed.length > 0 ? `Removed ${removed.join(', ')}\n` : `There was nothing in ${dataDir}\n`)
  return 0
}

async function isWanted(dataDir: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Refusal(`This removes the database and the secrets in ${dataDir}, and there is nobody to ask. Say --yes.`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`Remove the database and the secrets in ${dataDir}? [y/N] `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

try {
  process.exitCode = await reset()
} catch (error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exitCode = 1
}
