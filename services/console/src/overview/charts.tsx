import { type ReactNode, useMemo } from 'react'
import { Chart, type ChartSeries } from '../chart/chart.tsx'
import { duration } from '../time/words.ts'
import { rate, share } from '../ui/figure.tsx'
import { Grid, Section } from '../ui/page.tsx'
import css from './charts.module.css'
import { type Lines, linesOf } from './lines.ts'
import type { Overview } from './overview.ts'
import { paceUnit } from './pace.ts'

interface ChartsProps {
  overview: Overview
  onBrush: (range: { from: string; to: string }) => void
}

/** The same time in each of them: pointing at a moment in one points at it in all. */
export function Charts({ overview, onBrush }: ChartsProps) {
  const lines = useMemo(() => linesOf(overview), [overview])
  const flow = useMemo(() => flowOf(lines), [lines])
  const shared = { times: lines.times, onBrush, height: 160 }
  const percentiles = (of: Lines['durationMs']): ChartSeries[] => [
    { label: 'p50', values: of.p50, colour: 'info' },
    { label: 'p95', values: of.p95, colour: 'accent' },
    { label: 'p99', values: of.p99, colour: 'warn', as: 'dashes' },
  ]
  return (
    <Section title="Over time" about="Draw over a chart to look closer at that time.">
      <Grid wide>
        <Titled title={`Events and attempts per ${flow.unit.word}`}>
          <Chart {...shared} label={`Events and attempts per ${flow.unit.word}`} series={flow.series} format={rate} />
        </Titled>
        <Titled title="Success rate of attempts">
          <Chart
            {...shared}
            label="Success rate of attempts"
            series={[{ label: 'Succeeded', values: lines.successRate, colour: 'good', as: 'area' }]}
            format={share}
            top={1}
            empty="No attempts in this time."
          />
        </Titled>
        <Titled title="Duration of attempts">
          <Chart
            {...shared}
            label="Duration of attempts"
            series={percentiles(lines.durationMs)}
            format={duration}
            empty="No attempts in this time."
          />
        </Titled>
        <Titled title="Delay to first attempt">
          <Chart
            {...shared}
            label="Delay to first attempt"
            series={percentiles(lines.delayMs)}
            format={duration}
            empty="No first attempts in this time."
          />
        </Titled>
      </Grid>
    </Section>
  )
}

const Titled = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={css.chart}>
    <h3>{title}</h3>
    {children}
  </div>
)

/** In the unit that suits the highest. */
function flowOf({ perSecond }: Lines) {
  const all = [...perSecond.accepted, ...perSecond.delivered, ...perSecond.failed]
  const unit = paceUnit(Math.max(0, ...all.filter((value) => value !== null)))
  const inUnit = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? null : value * unit.seconds))
  const series: ChartSeries[] = [
    // An area covers what is drawn before it.
    { label: 'Accepted', values: inUnit(perSecond.accepted), colour: 'info', as: 'area' },
    { label: 'Delivered', values: inUnit(perSecond.delivered), colour: 'good' },
    { label: 'Failed', values: inUnit(perSecond.failed), colour: 'bad', as: 'dashes' },
  ]
  return { unit, series }
}
