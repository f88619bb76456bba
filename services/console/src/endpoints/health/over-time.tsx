import { useMemo } from 'react'
import { Chart } from '../../chart/chart.tsx'
import type { RangeSearch } from '../../search/range.ts'
import { Time } from '../../time/time.tsx'
import { duration } from '../../time/words.ts'
import { count } from '../../ui/figure.tsx'
import { Grid, Section } from '../../ui/page.tsx'
import type { Statistics } from './use-statistics.ts'

interface OverTimeProps {
  statistics: Statistics
  onBrush: (range: RangeSearch) => void
}

export function OverTime({ statistics: { series, asOf }, onBrush }: OverTimeProps) {
  const shown = useMemo(
    () => ({
      times: series.map(({ at }) => at),
      outcomes: [
        {
          label: 'Delivered',
          colour: 'good' as const,
          as: 'area' as const,
          values: series.map((one) => one.delivered),
        },
        { label: 'Failed', colour: 'bad' as const, as: 'area' as const, values: series.map((one) => one.failed) },
      ],
      latency: [
        { label: 'p50', colour: 'info' as const, values: series.map(({ latencyMs }) => latencyMs?.p50 ?? null) },
        { label: 'p99', colour: 'warn' as const, values: series.map(({ latencyMs }) => latencyMs?.p99 ?? null) },
      ],
    }),
    [series],
  )
  return (
    <Grid wide>
      <Section
        title="Attempts"
        about={
          <>
            Draw over a stretch of time to look at it alone.
            {asOf && (
              <>
                {' '}
                Counted <Time at={asOf} />.
              </>
            )}
          </>
        }
      >
        <Chart label="Attempts" times={shown.times} series={shown.outcomes} format={count} onBrush={onBrush} />
      </Section>
      <Section title="Time to answer" about="Of whole attempts: half of them, and all but one in a hundred.">
        <Chart label="Time to answer" times={shown.times} series={shown.latency} format={duration} onBrush={onBrush} />
      </Section>
    </Grid>
  )
}
