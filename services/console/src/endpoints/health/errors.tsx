import { words as known } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { errorWords } from '../../deliveries/errors.ts'
import type { RangeSearch } from '../../search/range.ts'
import { count } from '../../ui/figure.tsx'
import { Section } from '../../ui/page.tsx'
import { words } from '../../ui/states-of.tsx'
import { Empty } from '../../ui/told.tsx'
import css from './health.module.css'
import type { Statistics } from './use-statistics.ts'

/** What went wrong, the most frequent first, with what it means and what to do. */
export function Errors({ statistics, range }: { statistics: Statistics; range: RangeSearch }) {
  const { endpointId, totals } = statistics
  const errors = known['deliveries.list'].errorCode
    .map((code) => ({ code, attempts: totals.errors[code] ?? 0 }))
    .filter(({ attempts }) => attempts > 0)
    .sort((a, b) => b.attempts - a.attempts)
  return (
    <Section title="Why attempts failed">
      {errors.length === 0 ? (
        <Empty title="None failed in this time" />
      ) : (
        <ul className={css.list}>
          {errors.map(({ code, attempts }) => (
            <li key={code}>
              <span className={css.head}>
                <strong>{words(code)}</strong>
                <Link to="/deliveries" search={{ endpointId, errorCode: [code], ...range }}>
                  {count(attempts)} {attempts === 1 ? 'attempt' : 'attempts'}
                </Link>
              </span>
              <span>{errorWords[code].what}</span>
              <span className={css.soft}>{errorWords[code].do}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
