import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { Refusal } from '@g5/testing/embedded-postgres'

/** In the order of their turns. */
export const scenarioNames = ['stream', 'obvious', 'bare', 'steady'] as const
export type ScenarioName = (typeof scenarioNames)[number]

export const help = `pnpm bench: how fast events go in and webhooks come out, on this machine

Starts Postgres (embedded, fsync on), Redis, API, worker, a load generator and a receiver, each a process of its own,
and ends them again. The figures are medians over the runs; the scenarios take turns.

  stream    as fast as it goes: every connection sends its next event when the last one is accepted
  obvious   the same load on the pipeline that most people would write, one message at a time
  bare      signing and posting in a loop and nothing else: what a delivery costs at the least
  steady    a fixed rate of events, however fast the answers are

  --scenario NAMES   some of these, with commas        all
  --seconds N        measured, of each run             10
  --warm-up N        seconds before that               8
  --runs N           of each scenario                  3
  --connections N    of the load generator             64
  --rate N           events a second of steady         200
  --workers N        worker processes                  1
  --backend NAME     of the queue: redis or postgres   redis
  --directory DIR    on the disk that Postgres uses    the machine's temporary directory
  --json FILE        all runs too, - for stdout
  --profile DIR      CPU profiles of API and worker

Fails when an accepted event was not delivered.
`

export interface Options {
  scenarios: ScenarioName[]
  seconds: number
  warmUpSeconds: number
  runs: number
  connections: number
  rate: number
  workers: number
  backend: 'redis' | 'postgres'
  directory: string
  json: string | undefined
  profile: string | undefined
}

const text = (value: string) => ({ type: 'string', default: value }) as const

/** @throws Refusal that names the option */
export function readOptions(args: string[]): Options | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  const number = (name: 'seconds' | 'warm-up' | 'runs' | 'connections' | 'rate' | 'workers', whole: boolean) => {
    const value = Number(values[name])
    if (!(value > 0) || (whole && !Number.isInteger(value)))
      throw new Refusal(`--${name} must be a ${whole ? 'whole ' : ''}number above 0, not ${values[name]}.`)
    return value
  }
  const { backend } = values
  if (backend !== 'redis' && backend !== 'postgres')
    throw new Refusal(`--backend must be redis or postgres, not ${backend}.`)
  return {
    scenarios: values.scenario === 'all' ? [...scenarioNames] : values.scenario.split(',').map(scenarioOf),
    seconds: number('seconds', false),
    warmUpSeconds: number('warm-up', false),
    runs: number('runs', true),
    connections: number('connections', true),
    rate: number('rate', false),
    workers: number('workers', true),
    backend,
    directory: values.directory,
    json: values.json,
    profile: values.profile,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        scenario: text('all'),
        seconds: text('10'),
        'warm-up': text('8'),
        runs: text('3'),
        connections: text('64'),
        rate: text('200'),
        workers: text('1'),
        backend: text('redis'),
        directory: text(tmpdir()),
        json: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new Refusal(`${(error as Error).message.replace(/\.?$/, '.')} See pnpm bench --help.`)
  }
}

function scenarioOf(name: string): ScenarioName {
  const found = scenarioNames.find((known) => known === name)
  if (!found) throw new Refusal(`There is no scenario ${name}; there are ${scenarioNames.join(', ')}.`)
  return found
}
