import pc from 'picocolors'
import type { Figures } from './scenarios/figures.ts'
import type { WayName } from './scenarios/rounds.ts'
import type { Summary } from './summary.ts'
import { type Target, targetsOf } from './targets.ts'

type Cell = (median: Figures, runs: readonly Figures[]) => string

const whole = (value: number) => (Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '-')
const fine = (value: number) => (value < 10 ? value.toFixed(1) : whole(value))
/** A median would hide what happened in one run alone. */
const inAll = (runs: readonly Figures[], figure: 'duplicates' | 'refused' | 'lost') =>
  whole(runs.reduce((sum, run) => sum + run[figure], 0))
const pair = (first: number, second: number) => `${fine(first)} / ${fine(second)}`

const rows: [name: string, unit: string, cell: Cell][] = [
  ['accepted', 'events/s', (it) => whole(it.acceptedPerSecond)],
  ['received', 'webhooks/s', (it) => whole(it.deliveredPerSecond)],
  ['backlog, start / end', 'events', (it) => `${whole(it.backlogBefore)} / ${whole(it.backlogAfter)}`],
  ['drained after', 'ms', (it) => whole(it.drainMs)],
  ['POST p50 / p99', 'ms', (it) => pair(it.postP50Ms, it.postP99Ms)],
  ['sent to received p50 / p99', 'ms', (it) => pair(it.receiptP50Ms, it.receiptP99Ms)],
  ['CPU an event: API', 'µs', (it) => whole(it.apiCpuUs)],
  ['CPU a delivery: worker', 'µs', (it) => whole(it.workerCpuUs)],
  ['  Postgres / Redis', 'µs', (it) => `${whole(it.postgresCpuUs)} / ${whole(it.redisCpuUs)}`],
  ['  these four together', 'µs', (it) => whole(it.pipelineCpuUs)],
  ['  generator / receiver', 'µs', (it) => `${whole(it.generatorCpuUs)} / ${whole(it.receiverCpuUs)}`],
  ['machine busy / by others', '%', (it) => `${whole(it.busyPercent)} / ${whole(it.othersPercent)}`],
  ['duplicates, in all runs', 'webhooks', (_, runs) => inAll(runs, 'duplicates')],
  ['refused / lost, in all runs', 'events', (_, runs) => `${inAll(runs, 'refused')} / ${inAll(runs, 'lost')}`],
]

export function report(summary: Summary): string {
  const parts = [head(summary), table(summary), verdicts(summary), findings(summary)]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function head({ machine, options }: Summary): string[] {
  const queue = options.backend === 'redis' ? `Redis ${machine.redis}, AOF on` : 'queue in Postgres'
  const { commit, modified, cores, cpu, memoryGiB, node, postgres } = machine
  const lines = [
    `commit ${commit.slice(0, 10)}${modified ? ', modified' : ''} · ${cores} cores (${cpu}), ${memoryGiB} GiB`,
    `Node ${node} · Postgres ${postgres}, fsync on · ${queue} · ${plural(options.workers, 'worker')}`,
    `${plural(options.runs, 'run')} of ${options.seconds} s after ${options.warmUpSeconds} s of warm-up, ` +
      `${options.connections} connections, medians`,
  ]
  if (machine.disk === 'memory') lines.push(pc.yellow(`${options.directory} is in memory: fsync costs nothing there`))
  return lines
}

const wayNames: readonly WayName[] = ['ingest', 'stream', 'obvious', 'fanout', 'batch', 'endpoints', 'steady']

function table({ medians, runs }: Summary): string[] {
  const columns = wayNames.flatMap((name) => {
    const median = medians[name]
    return median ? [{ name, median }] : []
  })
  if (columns.length === 0) return []
  const line = (name: string, unit: string, cells: string[]) =>
    name.padEnd(29) + unit.padEnd(11) + cells.map((cell) => cell.padStart(18)).join('')
  const names = columns.map(({ name }) => name)
  const cells = (cell: Cell) => columns.map(({ name, median }) => cell(median, runs[name]))
  return [pc.bold(line('', '', names)), ...rows.map(([name, unit, cell]) => line(name, unit, cells(cell)))]
}

function verdicts(summary: Summary): string[] {
  const { medians, ratios, runs } = summary
  const { route, bare, drain } = medians
  const lines: string[] = []
  const say = (what: string, figures: string) => lines.push(`${what.padEnd(29)}${figures}`)
  if (route) say('bare route', `${whole(route.cpuUs)} µs an event, ${whole(route.perSecond)} a second`)
  if (bare) say('bare sign + request', `${whole(bare.requestCpuUs)} µs a delivery`)
  if (bare) say('bare sign + dispatch', `${whole(bare.dispatchCpuUs)} µs a delivery`)
  if (ratios.workerByDispatch) say('  the worker by it', `${ratios.workerByDispatch.toFixed(2)}x`)
  if (drain)
    say('drain of 100,000', `${whole(drain.perSecond)} a second, worker ${whole(drain.workerCpuUs)} µs a delivery`)
  if (ratios.streamByObvious) {
    const each = (name: 'stream' | 'obvious') => runs[name].map((run) => whole(run.sustainedPerSecond)).join(' ')
    say('stream | obvious, each run', `${each('stream')} | ${each('obvious')}`)
    say('obvious by stream', `${ratios.cpuObviousByStream?.toFixed(2)}x the CPU from POST to webhook`)
  }
  return [...lines, ...targetsOf(summary).map(verdict)]
}

function verdict({ what, value, target, unit, reached }: Target): string {
  return `${mark(reached, `${what}: ${value.toFixed(value < 10 ? 2 : 0)}${unit}, ${target}`)}`
}

function findings({ studies }: Summary): string[] {
  return Object.entries(studies).flatMap(([name, found]) => [
    pc.bold(name),
    ...found.map(({ what, value, unit, atMost }) => {
      const line = `  ${what.padEnd(76)}${fine(value).padStart(8)} ${unit}`
      return atMost === undefined ? line : `${line.padEnd(98)}${mark(value <= atMost, `at most ${fine(atMost)}`)}`
    }),
  ])
}

const mark = (reached: boolean, target: string) => `${reached ? pc.green('reached') : pc.red('missed ')}  ${target}`
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
