import type { Figures } from './scenarios/figures.ts'
import type { Summary } from './summary.ts'
import { targetsOf } from './targets.ts'

const parts = [
  ['apiCpuUs', 'API', '#4269d0'],
  ['workerCpuUs', 'worker', '#efb118'],
  ['postgresCpuUs', 'Postgres', '#3ca951'],
  ['redisCpuUs', 'Redis', '#ff725c'],
] as const satisfies readonly (readonly [keyof Figures, string, string])[]

const names = ['ingest', 'stream', 'obvious', 'fanout', 'batch', 'endpoints', 'steady'] as const
const [left, width, rowHeight] = [90, 640, 26]

/** One page without anything from elsewhere: rates, what an event costs of each part's CPU, and the targets. */
export function chart(summary: Summary): string {
  const { machine, medians } = summary
  const ways = names.flatMap((name) => {
    const figures = medians[name]
    return figures ? [{ name, figures }] : []
  })
  const rate = ({ deliveredPerSecond, acceptedPerSecond }: Figures) => deliveredPerSecond || acceptedPerSecond
  const cost = (figures: Figures) => parts.map(([figure, label, colour]) => ({ value: figures[figure], label, colour }))
  const rates = ways.map(({ name, figures }) => ({
    name,
    bars: [{ value: rate(figures), label: '', colour: '#4269d0' }],
  }))
  const costs = ways.map(({ name, figures }) => ({ name, bars: cost(figures) }))
  const legend = parts.map(([, label, colour]) => `<b style="color:${colour}">■</b> ${label}`).join(' ')
  const targets = targetsOf(summary).map(
    ({ what, value, unit, target, reached }) =>
      `<tr><td>${reached ? '✓' : '✗'}<td>${what}<td>${value.toFixed(2)}${unit}<td>${target}`,
  )
  return `<!doctype html><meta charset="utf-8"><title>G5 Core, measured</title>
<style>body{font:14px system-ui;margin:2em;max-width:60em}td{padding:.1em .8em .1em 0}text{font:12px system-ui}</style>
<h1>G5 Core, measured</h1>
<p>Commit ${machine.commit}${machine.modified ? ', modified' : ''}, ${machine.at}. ${machine.cores} cores (${machine.cpu}),
Node ${machine.node}, Postgres ${machine.postgres}. Medians of ${summary.options.runs}.</p>
<h2>Webhooks a second (ingest: events)</h2>${bars(rates)}
<h2>CPU, in microseconds</h2><p>Of the API for each event, of the rest for each webhook. ${legend}</p>${bars(costs)}
<h2>Targets</h2><table>${targets.join('\n')}</table>
`
}

interface Row {
  name: string
  bars: { value: number; label: string; colour: string }[]
}

function bars(rows: readonly Row[]): string {
  const sum = ({ bars }: Row) => bars.reduce((all, { value }) => all + value, 0)
  const scale = width / Math.max(1, ...rows.map(sum))
  const lines = rows.map((row, place) => {
    const y = place * rowHeight
    let x = left
    const drawn = row.bars.map(({ value, label, colour }) => {
      const from = x
      x += value * scale
      const title = `<title>${label} ${Math.round(value)}</title>`
      return `<rect x="${from}" y="${y + 4}" width="${x - from}" height="${rowHeight - 8}" fill="${colour}">${title}</rect>`
    })
    const total = Math.round(sum(row)).toLocaleString('en')
    return `<text x="0" y="${y + 17}">${row.name}</text>${drawn.join('')}<text x="${x + 6}" y="${y + 17}">${total}</text>`
  })
  return `<svg width="${left + width + 80}" height="${rows.length * rowHeight}">${lines.join('\n')}</svg>`
}
