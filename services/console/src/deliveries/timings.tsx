import type { Attempt } from '@g5/sdk'
import { duration } from '../time/words.ts'
import { classes } from '../ui/classes.ts'
import css from './timings.module.css'
import { type Phase, phaseNames, placeOf, type Stretch, stretchesOf } from './waterfall.ts'

type Timed = Pick<Attempt, 'durationMs' | 'timings'>

/** An attempt's time in one bar, on a scale that it shares with the others; said in words to who doesn't see it. */
export function TimingBar({ attempt, scaleMs }: { attempt: Timed; scaleMs: number }) {
  const stretches = stretchesOf(attempt)
  return (
    <>
      <span className={css.track} aria-hidden="true">
        {stretches.map((stretch) => (
          <Bar key={stretch.phase} stretch={stretch} scaleMs={scaleMs} />
        ))}
      </span>
      <span className="unseen">
        {stretches.map(({ phase, ms }) => `${phaseNames[phase]} ${duration(ms)}`).join(', ')}
      </span>
    </>
  )
}

/** The same phase by phase, with its numbers. */
export function Timings({ attempt }: { attempt: Timed }) {
  const stretches = stretchesOf(attempt)
  const scaleMs = Math.max(1, attempt.durationMs)
  return (
    <div className={css.scroll} role="region" aria-label="Timings" tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col" className={css.number}>
              From
            </th>
            <th scope="col" className={css.number}>
              Took
            </th>
            <td className={css.wide} aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {stretches.map((stretch) => (
            <tr key={stretch.phase}>
              <th scope="row">{phaseNames[stretch.phase]}</th>
              <td className={css.number}>{duration(stretch.startMs)}</td>
              <td className={css.number}>{duration(stretch.ms)}</td>
              <td className={css.wide} aria-hidden="true">
                <span className={css.track}>
                  <Bar stretch={stretch} scaleMs={scaleMs} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Which colour of the bars is which phase. */
export function PhaseLegend({ attempts }: { attempts: readonly Timed[] }) {
  const there = new Set(attempts.flatMap((attempt) => stretchesOf(attempt).map(({ phase }) => phase)))
  return (
    <ul className={css.legend} aria-hidden="true">
      {phases
        .filter((phase) => there.has(phase))
        .map((phase) => (
          <li key={phase}>
            <span className={classes(css.mark, css[phase])} />
            {phaseNames[phase]}
          </li>
        ))}
    </ul>
  )
}

const phases: readonly Phase[] = ['dns', 'connect', 'tls', 'firstByte', 'rest', 'unanswered']

function Bar({ stretch, scaleMs }: { stretch: Stretch; scaleMs: number }) {
  const { left, width } = placeOf(stretch, scaleMs)
  return <span className={classes(css.bar, css[stretch.phase])} style={{ left: `${left}%`, width: `${width}%` }} />
}
