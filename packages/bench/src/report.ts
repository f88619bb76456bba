import pc from 'picocolors'
import type { Figures } from './scenarios/figures.ts'
import type { Summary } from './summary.ts'

/** What the product promises of itself; a noisy machine can miss one. */
const targets = { streamByObvious: 3, deliveredByAccepted: 0.97, steadyReceiptP99Ms: 150 }

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

function table({ medians: { stream, obvious, steady }, runs }: Summary): string[] {
  const columns = Object.entries({ stream, obvious, steady }).flatMap(([name, median]) =>
    median ? [{ name: name as 'stream' | 'obvious' | 'steady', median }] : [],
  )
  if (columns.length === 0) return []
  const line = (name: string, unit: string, cells: string[]) =>
    name.padEnd(29) + unit.padEnd(11) + cells.map((cell) => cell.padStart(16)).join('')
  const names = columns.map(({ name }) => name)
  const cells = (cell: Cell) => columns.map(({ name, median }) => cell(median, runs[name]))
  return [pc.bold(line('', '', names)), ...rows.map(([name, unit, cell]) => line(name, unit, cells(cell)))]
}

function verdicts({ medians, streamByObvious, cpuObviousByStream, workerByBare, runs }: Summary): string[] {
  const lines: string[] = []
  const { bare, steady, stream } = medians
  if (bare) {
    const times = (ratio: number | undefined) => (ratio ? `, the worker takes ${ratio.toFixed(2)}x` : '')
    lines.push(`bare sign + dispatch  ${whole(bare.dispatchCpuUs)} µs a delivery${times(workerByBare.dispatch)}`)
    lines.push(`bare sign + request   ${whole(bare.requestCpuUs)} µs a delivery${times(workerByBare.request)}`)
  }
  if (streamByObvious) {
    const each = (name: 'stream' | 'obvious') => runs[name].map((run) => whole(run.sustainedPerSecond)).join(' ')
    lines.push(
      `stream / obvious      ${streamByObvious.toFixed(2)}x, in and out (${each('stream')} | ${each('obvious')})`,
    )
    lines.push(`obvious / stream      ${cpuObviousByStream?.toFixed(2)}x the CPU from POST to webhook`)
    lines.push(mark(streamByObvious >= targets.streamByObvious, `at least ${targets.streamByObvious}x`))
  }
  if (stream) {
    const share = stream.deliveredPerSecond / stream.acceptedPerSecond
    lines.push(mark(share >= targets.deliveredByAccepted, 'stream: delivered as fast as accepted'))
  }
  if (steady) {
    const within = steady.receiptP99Ms < targets.steadyReceiptP99Ms
    lines.push(mark(within, `steady: p99 from sent to received under ${targets.steadyReceiptP99Ms} ms`))
  }
  return lines
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
