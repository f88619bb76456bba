import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { canStartRedis, elapse } from '@g5/testing'
import type { Deployment } from '@g5/testing/deployment'
import { Refusal } from '@g5/testing/embedded-postgres'
import pc from 'picocolors'
import { createProgress } from '../progress.ts'
import { openScope, type Scope } from '../scope.ts'
import { audit, type Ledger, type Trouble } from './ledger.ts'
import { type Fault, planFaults, victims } from './plan.ts'
import { startSubject } from './subject.ts'
import { furnish, heal, loseInterest, startPosting } from './traffic.ts'

const help = `pnpm chaos: kills and pauses everything under load, and then counts

Starts Postgres, Redis, an API, two workers and endpoints that are healthy, slow, flapping, resetting, busy, broken,
endless or strict about order. While events are posted, API, workers, Redis and Postgres are killed and paused at random.
Then all faults end, and the books must agree: every accepted event has its one end, none is lost, duplicates have a
fault that explains them, strict endpoints got theirs in order, and every request was signed over the posted bytes.

  --seed N          the same faults again            a random one, which is printed
  --seconds N       of faults                        30
  --backend NAME    of the queue: redis or postgres  redis
  --directory DIR   on the disk that Postgres uses   the machine's temporary directory
`

interface Options {
  seed: number
  seconds: number
  backend: 'redis' | 'postgres'
  directory: string
}

function readOptions(): Options | 'help' {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { seed: text, seconds: text, backend: text, directory: text, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return 'help'
  const whole = (name: 'seed' | 'seconds', otherwise: number) => {
    const value = Number(values[name] ?? otherwise)
    if (!Number.isInteger(value) || value < 1) throw new Refusal(`--${name} must be a whole number above 0.`)
    return value
  }
  const { backend = 'redis', directory = tmpdir() } = values
  if (backend !== 'redis' && backend !== 'postgres')
    throw new Refusal(`--backend must be redis or postgres, not ${backend}.`)
  if (backend === 'redis' && !canStartRedis())
    throw new Refusal('There is no redis-server and no valkey-server on PATH. Install one, or try --backend postgres.')
  return { seed: whole('seed', 1 + Math.floor(Math.random() * 1e6)), seconds: whole('seconds', 30), backend, directory }
}

async function run(scope: Scope, { seed, seconds, backend, directory }: Options) {
  const progress = createProgress(process.stderr)
  scope.defer(progress.clear)
  progress.say('starting')
  const { deployment, suffer } = await startSubject(scope, { backend, directory })
  const { targets, receipts } = await furnish(deployment)
  const posting = startPosting(deployment, targets, seed)
  const troubles: Trouble[] = []
  const faults = planFaults(seed, seconds, backend === 'redis' ? victims : victims.filter((one) => one !== 'redis'))
  for (const [i, fault] of faults.entries()) {
    if (i === faults.length >> 1) await loseInterest(deployment, targets)
    await wait(fault.afterMs)
    progress.say(`fault ${i + 1} of ${faults.length}: ${inWords(fault)}; ${posting.accepted.length} events accepted`)
    const from = Date.now()
    await suffer(fault)
    troubles.push({ what: inWords(fault), from, until: Date.now() })
  }
  await posting.stop()
  heal(deployment, targets, receipts)
  await drain(deployment, progress.say, troubles)
  await wait(500) // Of the last ones the receiver hears that they are over.
  const { accepted, trouble } = posting
  const ledger = await audit({ deployment, targets, accepted, receipts, troubles })
  return { faults, ledger: { ...ledger, faults: [...trouble, ...ledger.faults] } }
}

/** Milliseconds between two leaps of time: an attempt that has begun ends in peace. */
const leapEveryMs = 4_000
const leapSeconds = 20
/** Milliseconds around a leap in which what was under way is sent twice: a hand-out and an attempt take tens of them. */
const leapMarginMs = 500
const drainMs = 180_000

/**
 * Time passes until every delivery has its end: leases run out, retries come due. What is being handed out or sent at that
 * very moment loses its lease to the leap, and is sent again: that is a trouble of our making.
 */
async function drain({ sql }: Deployment, say: (what: string) => void, troubles: Trouble[]): Promise<void> {
  const deadline = performance.now() + drainMs
  for (let leapt = performance.now(); ; await wait(100)) {
    const open = await sql<{ path: string; state: string; n: number }[]>`
      select substring(p.url from '://[^/]+(/.*)') as path, o.state, count(*)::int as n
        from open_deliveries o join endpoints p on p.id = o.endpoint_id
        where o.state in ('pending', 'queued') group by 1, 2 order by 3 desc`
    if (open.length === 0) return
    const left = open.map(({ path, state, n }) => `${path} ${n} ${state}`).join(', ')
    if (performance.now() > deadline) throw new Error(`deliveries came to no end within ${drainMs} ms: ${left}`)
    say(`open: ${left}`)
    if (performance.now() - leapt < leapEveryMs) continue
    const from = Date.now()
    await elapse(sql, leapSeconds)
    troubles.push({ what: `time leapt ${leapSeconds} s`, from, until: Date.now(), marginMs: leapMarginMs })
    leapt = performance.now()
  }
}

const inWords = ({ victim, how, forMs }: Fault) => `${how} ${victim} for ${forMs} ms`

function report({ seed, seconds, backend }: Options, faults: readonly Fault[], ledger: Ledger): string {
  const count = (how: Fault['how']) => faults.filter((fault) => fault.how === how).length
  const lines = [
    `seed ${seed}, ${seconds} s, queue on ${backend}: ${count('kill')} kills and ${count('pause')} pauses`,
    `accepted ${ledger.accepted} = ${Object.entries(ledger.byStatus)
      .map(([status, n]) => `${n} ${status}`)
      .join(' + ')}`,
    `receipts ${ledger.receipts}, of them duplicates ${ledger.duplicates}`,
    ...ledger.faults.slice(0, 30).map((fault) => pc.red(`✗ ${fault}`)),
    ...(ledger.faults.length > 30 ? [pc.red(`and ${ledger.faults.length - 30} more`)] : []),
    ledger.faults.length === 0
      ? pc.green('nothing lost, nothing unexplained, all in order, all signed')
      : `again: pnpm chaos --seed ${seed} --seconds ${seconds} --backend ${backend}`,
  ]
  return `${lines.join('\n')}\n`
}

async function main(): Promise<number> {
  const options = readOptions()
  if (options === 'help') {
    process.stdout.write(help)
    return 0
  }
  const scope = openScope()
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => reject(new Refusal(`${signal}: stopped. It was seed ${options.seed}.`)))
  })
  try {
    const { faults, ledger } = await Promise.race([run(scope, options), interrupted])
    process.stdout.write(report(options, faults, ledger))
    return ledger.faults.length === 0 ? 0 : 1
  } catch (error) {
    process.stderr.write(`seed ${options.seed}\n`)
    throw error
  } finally {
    await scope.close()
  }
}

try {
  process.exit(await main())
} catch (error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}
