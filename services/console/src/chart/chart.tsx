import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/told.tsx'
import type { ChartProps } from './plot.tsx'

export type { ChartProps, ChartSeries } from './plot.tsx'

const Plot = lazy(() => import('./plot.tsx'))
/** Pixels of the legend's line below it. */
const legend = 40

/** Numbers over time. What draws them comes with the first chart that is looked at. */
export function Chart(props: ChartProps) {
  return (
    <div style={{ minHeight: (props.height ?? 180) + legend }}>
      <Suspense fallback={<Skeleton what={props.label} lines={6} />}>
        <Plot {...props} />
      </Suspense>
    </div>
  )
}
