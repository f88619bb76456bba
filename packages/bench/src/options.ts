import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { Refusal } from '@g5/testing/embedded-postgres'

/** In the order of their turns. */
const scenarioNames = [
  ...(['ingest', 'route', 'stream', 'obvious', 'bare'] as const),
  ...(['fanout', 'batch', 'endpoints', 'drain', 'steady'] as const),
] as const
export type ScenarioName = (typeof scenarioNames)[number]

/** What is looked at by itself, not in turns; only by name, since each takes a minute or more. */
const studyNames = [
  ...(['flat', 'fairness', 'hanging', 'pacing', 'memory', 'soak'] as const),
  ...(['filters', 'footprint', 'cli'] as const),
] as const
export type StudyName = (typeof studyNames)[number]

export const help = `pnpm bench: how fast events go in and webhooks come out, on this machine

Starts Postgres (embedded, fsync on), Redis, API, worker, a load generator and a receiver, each a process of its own,
and ends them again. The figures are medians over the runs; the scenarios take turns.

  ingest    events in and no worker: every connection sends its next event when the last one is accepted
  route     the same on a Fastify route that validates and answers and nothing else: what an event costs at the least
  stream    in and out, as fast as it goes, an endpoint an event
  obvious   the same load on the pipeline that most people would write, one message at a time
  bare      signing and posting in a loop and nothing else: what a delivery costs at the least
  fanout    an event goes to 50 endpoints, 62 events a second
  batch     100 events a request
  endpoints stream over 10,000 endpoints of 10 tenants
  drain     100,000 due rows and no new ones
  steady    a fixed rate of events, however fast the answers are

Only by name, each by itself, a minute or more:

  flat      stream in a large database with 10,000 endpoints, beside stream in an empty one
  fairness  a stranger's one row beside a million due ones, and a claim over 10,000 tenants, in a large database
  hanging   a tenth of the endpoints hangs until its timeout: how long the others' deliveries take, with and without
  pacing    an endpoint of 50 a second, with two workers and with four
  memory    10,000 endpoints and a million due rows: what the worker holds
  soak      --seconds at 60 % of what stream reaches: does anything grow?
  filters   an event beside 1,000 endpoints, with a filter each and without
  footprint what an event leaves: bytes on disk and in the database's log
  cli       how long the g5 command takes to start

  --scenario NAMES   some of these, with commas        the first ten
  --seconds N        measured, of each run             10
  --warm-up N        seconds before that               8
  --runs N           of each scenario                  3
  --connections N    of the load generator             64
  --rate N           events a second of steady         200
  --workers N        worker processes                  1
  --backend NAME     of the queue: redis or postgres   redis
  --rows N           of flat, fairness and memory       5000000
  --explain FILE     of fairness: the claim's plan
  --directory DIR    on the disk that Postgres uses    the machine's temporary directory
  --json FILE        all runs too, - for stdout
  --chart FILE       HTML
  --profile DIR      CPU profiles of API and worker

Fails when an accepted event was not delivered.
`

export interface Options {
  scenarios: ScenarioName[]
  studies: StudyName[]
  rows: number
  explain: string | undefined
  seconds: number
  warmUpSeconds: number
  runs: number
  connections: number
  rate: number
  workers: number
  backend: 'redis' | 'postgres'
  directory: string
  json: string | undefined
  chart: string | undefined
  profile: string | undefined
}

const text = (value: string) => ({ type: 'string', default: value }) as const

/** @throws Refusal that names the option */
export function readOptions(args: string[]): Options | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  const number = (
    name: 'seconds' | 'warm-up' | 'runs' | 'connections' | 'rate' | 'rows' | 'workers',
    whole: boolean,
  ) => {
    const value = Number(values[name])
    if (!(value > 0) || (whole && !Number.isInteger(value)))
      throw new Refusal(`--${name} must be a ${whole ? 'whole ' : ''}number above 0, not ${values[name]}.`)
    return value
  }
  const { backend } = values
  if (backend !== 'redis' && backend !== 'postgres')
    throw new Refusal(`--backend must be redis or postgres, not ${backend}.`)
  const names = values.scenario === 'all' ? [...scenarioNames] : values.scenario.split(',').map(scenarioOf)
  return {
    scenarios: scenarioNames.filter((name) => names.includes(name)),
    studies: studyNames.filter((name) => names.includes(name)),
    rows: number('rows', true),
    explain: values.explain,
    seconds: number('seconds', false),
    warmUpSeconds: number('warm-up', false),
    runs: number('runs', true),
    connections: number('connections', true),
    rate: number('rate', false),
    workers: number('workers', true),
    backend,
    directory: values.directory,
    json: values.json,
    chart: values.chart,
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
        rows: text('5000000'),
        explain: { type: 'string' },
        workers: text('1'),
        backend: text('redis'),
        directory: text(tmpdir()),
        json: { type: 'string' },
        chart: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new Refusal(`${(error as Error).message.replace(/\.?$/, '.')} See pnpm bench --help.`)
  }
}

function scenarioOf(name: string): ScenarioName | StudyName {
  const all = [...scenarioNames, ...studyNames]
  const found = all.find((known) => known === name)
  if (!found) throw new Refusal(`There is no scenario ${name}; there are ${all.join(', ')}.`)
  return found
}
