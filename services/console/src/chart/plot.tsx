import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { shortTime } from '../time/words.ts'
import { timeWords, unlike } from './axis.ts'
import { lonely } from './lonely.ts'
import { type Colour, type Palette, paletteOf } from './palette.ts'
import css from './plot.module.css'
import { useTheme } from './use-theme.ts'

export interface ChartSeries {
  label: string
  /** One for each time; null: there was nothing to count. */
  values: readonly (number | null)[]
  colour: Colour
  /** A line unless told. */
  as?: 'line' | 'area' | 'bars' | 'dashes'
}

export interface ChartProps {
  /** What it shows, for those who don't see it too. */
  label: string
  /** When each bucket begins, RFC 3339. */
  times: readonly string[]
  series: readonly ChartSeries[]
  format: (value: number) => string
  /** Where the axis ends, whatever the numbers; a tenth above the highest unless told. */
  top?: number
  /** Pixels. */
  height?: number
  /** What is said where there is no number at all. */
  empty?: string
  /** A stretch of time that was drawn over with the pointer. */
  onBrush?: (range: { from: string; to: string }) => void
}

/** Pixels that a pointer must have been drawn over, to be no slip of the hand. */
const leastBrush = 4

export default function Plot(props: ChartProps) {
  const { label, times, series, format, top, height = 180, empty = 'Nothing happened in this time.' } = props
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | undefined>(undefined)
  // What is asked for only while something is drawn or pointed at, so that a new one needs no new chart.
  const latest = useRef(props)
  latest.current = props
  const theme = useTheme()
  const shape = JSON.stringify([series.map(({ label: name, colour, as }) => [name, colour, as]), top])

  // The theme is not named inside: colours are asked of the page, which it changes.
  useEffect(() => {
    const element = place.current
    if (!element) return
    const chart = new uPlot(optionsOf(element, latest, height), [[]], element)
    plot.current = chart
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.destroy()
      plot.current = undefined
    }
  }, [shape, height, theme])

  // What makes a new chart is named here too: it needs its numbers.
  useEffect(() => {
    plot.current?.setData([times.map((at) => Date.parse(at) / 1_000), ...series.map(({ values }) => [...values])])
  }, [times, series, format, shape, height, theme])

  const isEmpty = series.every(({ values }) => values.every((value) => value === null))
  return (
    <figure className={css.figure}>
      <figcaption className="unseen">{told(label, series, format)}</figcaption>
      <div ref={place} className={css.place} aria-hidden="true" />
      {isEmpty && (
        <p className={css.empty} style={{ height }}>
          {empty}
        </p>
      )}
    </figure>
  )
}

type Latest = { current: ChartProps }

function optionsOf(element: HTMLElement, latest: Latest, height: number): uPlot.Options {
  const palette = paletteOf(element)
  const { series, top } = latest.current
  const format = (value: number) => latest.current.format(value)
  const axis = { stroke: palette.text, ticks: { show: false }, font: palette.font }
  return {
    width: element.clientWidth || 300,
    height,
    padding: [8, 20, 0, 0],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      // The others of the page show the same moment; what is drawn over is told once, by the one it was drawn over.
      sync: { key: 'g5', filters: { pub: (type) => type === 'mousemove', sub: () => true } },
    },
    scales: {
      x: { range: (_, min, max) => (min === max ? [min - 60, max + 60] : [min, max]) },
      y: { range: (_, __, max) => [0, top ?? (max > 0 ? max * 1.1 : 1)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 40,
        space: 64,
        values: (_, marks, __, ___, apart) => timeWords(marks, apart),
      },
      {
        ...axis,
        grid: { stroke: palette.line, width: 1 },
        size: 64,
        space: 36,
        values: (_, marks) => unlike(marks.map(format)),
      },
    ],
    series: [
      { label: 'Time', value: (_, at: number | null) => (at == null ? '—' : shortTime(at * 1_000)) },
      ...series.map((one) => ({
        label: one.label,
        ...lookOf(one, palette),
        value: (_: uPlot, value: number | null) => (value == null ? '—' : format(value)),
      })),
    ],
    hooks: {
      setCursor: [showLast],
      setData: [showLast],
      setSelect: [
        (self) => {
          const { left, width } = self.select
          const at = (x: number) => new Date(self.posToVal(x, 'x') * 1_000).toISOString()
          if (width >= leastBrush) latest.current.onBrush?.({ from: at(left), to: at(left + width) })
          self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
        },
      ],
    },
  }
}

function lookOf({ colour, as = 'line' }: ChartSeries, palette: Palette): Partial<uPlot.Series> {
  const look: Partial<uPlot.Series> = {
    stroke: palette[colour],
    width: as === 'bars' ? 0 : 2,
    points: {
      fill: palette[colour],
      filter: (self, at, show) => (show ? null : lonely(self.data[at] ?? [])),
    },
  }
  if (as === 'area') look.fill = palette[`${colour}Tint`]
  if (as === 'dashes') look.dash = [6, 4]
  if (as === 'bars') {
    look.fill = palette[colour]
    look.points = { show: false }
    const paths = uPlot.paths.bars?.({ size: [0.7, 40] })
    if (paths) look.paths = paths
  }
  return look
}

/** While nobody points at a moment, the legend tells of the last one of which there is a number. */
function showLast(self: uPlot): void {
  if (self.cursor.idx != null) return
  const last = Math.max(...self.data.slice(1).map((values) => lastOf(values as ArrayLike<number | null>)), -1)
  if (last >= 0) self.setLegend({ idx: last }, false)
}

function lastOf(values: ArrayLike<number | null>): number {
  for (let i = values.length - 1; i >= 0; i--) if (values[i] != null) return i
  return -1
}

function told(label: string, series: readonly ChartSeries[], format: ChartProps['format']): string {
  const parts = series.map(({ label: name, values }) => {
    const numbers = values.filter((value) => value !== null)
    if (numbers.length === 0) return `${name}: nothing`
    return `${name}: ${format(numbers.at(-1) ?? 0)} at the end, ${format(Math.max(...numbers))} at most`
  })
  return `${label}. ${parts.join('; ')}`
}
