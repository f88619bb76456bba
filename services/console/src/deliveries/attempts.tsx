import type { Attempt } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Time } from '../time/time.tsx'
import { duration } from '../time/words.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { count } from '../ui/figure.tsx'
import { words } from '../ui/states-of.tsx'
import css from './attempts.module.css'
import { PhaseLegend, TimingBar } from './timings.tsx'
import { scaleOf } from './waterfall.ts'

/** Replays count on, so there may be hundreds; these are drawn unless somebody wants all. */
const usual = 25

interface AttemptsProps {
  deliveryId: string
  attempts: readonly Attempt[]
  /** The number of the one that is shown below. */
  open: number | undefined
}

/** Every attempt, newest first, their times on one scale. */
export function Attempts({ deliveryId, attempts, open }: AttemptsProps) {
  const [all, setAll] = useState(false)
  const newest = attempts.toReversed()
  const shown = all ? newest : newest.slice(0, usual)
  const scaleMs = scaleOf(shown)
  return (
    <>
      <PhaseLegend attempts={shown} />
      <div className={css.scroll} role="region" aria-label="Attempts" tabIndex={0}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">Attempt</th>
              <th scope="col">Result</th>
              <th scope="col">Started</th>
              <th scope="col" className={css.bars}>
                Timings
              </th>
              <th scope="col" className={css.number}>
                Took
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((attempt) => (
              <tr key={attempt.number} className={classes(attempt.number === open && css.open)}>
                <th scope="row">
                  <Link
                    to="/deliveries/$deliveryId"
                    params={{ deliveryId }}
                    search={{ attempt: String(attempt.number) }}
                    aria-current={attempt.number === open ? 'true' : undefined}
                    resetScroll={false}
                  >
                    Attempt {attempt.number}
                  </Link>
                </th>
                <td>
                  <AttemptResult attempt={attempt} />
                </td>
                <td>
                  <Time at={attempt.startedAt} />
                </td>
                <td className={css.bars}>
                  <TimingBar attempt={attempt} scaleMs={scaleMs} />
                </td>
                <td className={css.number}>{duration(attempt.durationMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < attempts.length && (
        <Button onClick={() => setAll(true)}>Show all {count(attempts.length)} attempts</Button>
      )}
    </>
  )
}

export function AttemptResult({ attempt }: { attempt: Pick<Attempt, 'outcome' | 'status' | 'errorCode'> }) {
  const { outcome, status, errorCode } = attempt
  const what = [status, errorCode && words(errorCode)].filter(Boolean).join(' · ')
  return <Badge tone={outcome === 'delivered' ? 'good' : 'bad'}>{what || words(outcome)}</Badge>
}
