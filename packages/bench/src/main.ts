import { writeFileSync } from 'node:fs'
import { Refusal } from '@g5/testing/embedded-postgres'
import { chart } from './chart.ts'
import { layGround } from './ground.ts'
import { describeMachine } from './machine.ts'
import { help, type Options, readOptions } from './options.ts'
import { createProgress } from './progress.ts'
import { report } from './report.ts'
import { runRounds } from './scenarios/rounds.ts'
import { openScope, type Scope } from './scope.ts'
import { runStudies } from './studies/index.ts'
import { faultsOf, type Summary, summarise } from './summary.ts'

async function bench(scope: Scope, options: Options): Promise<Summary> {
  const progress = createProgress(process.stderr)
  scope.defer(progress.clear)
  const { promise: death, reject: onDeath } = Promise.withResolvers<never>()
  const run = async () => {
    const ground = await layGround(scope, { options, say: progress.say, onDeath })
    const rounds = await runRounds(scope, ground)
    return summarise(describeMachine(ground), options, rounds, await runStudies(scope, ground))
  }
  return Promise.race([run(), death])
}

function write(summary: Summary, { json, chart: page }: Options): number {
  const text = `${JSON.stringify(summary, undefined, 2)}\n`
  if (json === '-') process.stdout.write(text)
  else if (json) writeFileSync(json, text)
  if (page) writeFileSync(page, chart(summary))
  const human = json === '-' ? process.stderr : process.stdout
  human.write(report(summary))
  const faults = faultsOf(summary.runs)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  return faults.length > 0 ? 1 : 0
}

/** Rejects at the first Ctrl-C; another one, unless it is the same key press passed on by pnpm, ends us at once. */
function interruption(): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  let first: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (first !== undefined && performance.now() - first > 1_000) process.exit(130)
      first ??= performance.now()
      reject(new Refusal(`${signal}: stopped`))
    })
  return promise
}

async function main(): Promise<number> {
  if (process.platform !== 'linux') throw new Refusal('The bench reads CPU times from /proc and runs on Linux only.')
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') {
    process.stdout.write(help)
    return 0
  }
  const scope = openScope()
  const interrupted = interruption()
  let summary: Summary
  try {
    summary = await Promise.race([bench(scope, options), interrupted])
  } finally {
    await scope.close()
  }
  return write(summary, options)
}

try {
  process.exit(await main())
} catch (error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}
