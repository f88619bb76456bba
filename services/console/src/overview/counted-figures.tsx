import { Link } from '@tanstack/react-router'
import type { RangeSearch } from '../search/range.ts'
import { rangeWords } from '../search/range-picker.tsx'
import { duration } from '../time/words.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { classes } from '../ui/classes.ts'
import { count, Figure, share } from '../ui/figure.tsx'
import { countedSeconds } from './counted.ts'
import css from './figures.module.css'
import { listsOf } from './lists.ts'
import type { Counts, Overview, Percentiles } from './overview.ts'
import { pace, paceUnit } from './pace.ts'
import { failing, lateStartMs } from './verdict.ts'

interface CountedFiguresProps {
  overview: Overview
  range: RangeSearch
  /** What is shown is of another time than was asked for. */
  isStale: boolean
}

/** What happened in the time that is looked at. */
export function CountedFigures({ overview, range, isStale }: CountedFiguresProps) {
  const { totals } = overview
  const lists = listsOf(range)
  const seconds = countedSeconds(overview)
  const unit = paceUnit(Math.max(totals.events, totals.delivered) / seconds)
  const paceOf = (n: number) => (seconds > 0 ? pace(n / seconds, unit) : '—')
  return (
    <section className={classes(css.part, isStale && css.waits)} aria-labelledby="counted" aria-busy={isStale}>
      <h2 id="counted">{rangeWords(range)}</h2>
      <div className={css.figures}>
        <Link {...lists.accepted}>
          <Figure label="Accepted" value={paceOf(totals.events)} note={many(totals.events, 'event')} />
        </Link>
        <Link {...lists.delivered}>
          <Figure label="Delivered" value={paceOf(totals.delivered)} note={`${count(totals.delivered)} arrived`} />
        </Link>
        <Link {...lists.failed}>
          <SuccessRate totals={totals} />
        </Link>
        <Link {...lists.deliveries}>
          <Spread label="Duration of attempts" of={totals.latencyMs} none="no attempts" />
        </Link>
        <Link {...lists.deliveries}>
          <Spread
            label="Delay to first attempt"
            of={totals.firstAttemptDelayMs}
            none="no first attempts"
            slowMs={lateStartMs}
          />
        </Link>
      </div>
    </section>
  )
}

function SuccessRate({ totals: { successRate, attempts, failed } }: { totals: Counts }) {
  const tone = successRate === null ? undefined : toneOf(1 - successRate)
  return (
    <Figure
      label="Success rate"
      value={successRate === null ? '—' : share(successRate)}
      note={attempts === 0 ? 'no attempts' : `${count(failed)} of ${many(attempts, 'attempt')} failed`}
      tone={tone}
    >
      {tone && (
        <span>
          <Badge tone={tone}>Failing</Badge>
        </span>
      )}
    </Figure>
  )
}

const many = (n: number, what: string) => `${count(n)} ${what}${n === 1 ? '' : 's'}`

const toneOf = (failed: number): Tone | undefined =>
  failed >= failing.bad ? 'bad' : failed >= failing.warn ? 'warn' : undefined

interface SpreadProps {
  label: string
  of: Percentiles
  none: string
  /** What one of a hundred must not take longer than. */
  slowMs?: number
}

/** Half are faster than the large number; one of a hundred is slower than the last. */
function Spread({ label, of, none, slowMs }: SpreadProps) {
  const isSlow = slowMs !== undefined && of !== null && of.p99 > slowMs
  return (
    <Figure
      label={`${label}, p50`}
      value={of === null ? '—' : duration(of.p50)}
      note={of === null ? none : `p95 ${duration(of.p95)}, p99 ${duration(of.p99)}`}
      tone={isSlow ? 'warn' : undefined}
    >
      {isSlow && (
        <span>
          <Badge tone="warn">Late</Badge>
        </span>
      )}
    </Figure>
  )
}
