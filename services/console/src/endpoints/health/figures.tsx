import { Link } from '@tanstack/react-router'
import type { RangeSearch } from '../../search/range.ts'
import { duration } from '../../time/words.ts'
import { count, Figure, share } from '../../ui/figure.tsx'
import { Grid } from '../../ui/page.tsx'
import type { Statistics } from './use-statistics.ts'

/** Beneath this share of successes something needs a look. */
const worrying = 0.99

export function Figures({ statistics, range }: { statistics: Statistics; range: RangeSearch }) {
  const { endpointId, totals } = statistics
  const { attempts, delivered, failed, dead, successRate, latencyMs } = totals
  return (
    <Grid>
      <Link to="/deliveries" search={{ endpointId, ...range }}>
        <Figure
          label="Attempts that succeeded"
          value={successRate === null ? '—' : share(successRate)}
          note={`${count(delivered)} of ${count(attempts)}`}
          tone={successRate === null ? 'idle' : successRate < worrying ? 'bad' : 'good'}
        />
      </Link>
      <Link to="/deliveries" search={{ endpointId, statusClass: ['3xx', '4xx', '5xx', 'none'], ...range }}>
        <Figure label="Failed attempts" value={count(failed)} tone={failed > 0 ? 'warn' : undefined} />
      </Link>
      <Link to="/dead-letters" search={{ endpointId, ...range }}>
        <Figure label="Became dead letters" value={count(dead)} tone={dead > 0 ? 'bad' : undefined} />
      </Link>
      <Figure
        label="Time to answer"
        value={latencyMs ? duration(latencyMs.p50) : '—'}
        note={latencyMs && `p95 ${duration(latencyMs.p95)}, p99 ${duration(latencyMs.p99)}`}
      />
    </Grid>
  )
}
