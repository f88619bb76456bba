import { count } from '../../ui/figure.tsx'
import { Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/told.tsx'
import css from './health.module.css'
import { barsOf } from './histogram.ts'
import type { Statistics } from './use-statistics.ts'

/** How long its attempts took, as a table whose numbers are drawn too. */
export function Latency({ totals }: Statistics) {
  const bars = barsOf(totals.histogram)
  return (
    <Section title="How long it takes to answer" about="Whole attempts, failed ones too.">
      {bars.length === 0 ? (
        <Empty title="No attempts in this time" />
      ) : (
        <table className={css.bars}>
          <caption className="unseen">Attempts by duration</caption>
          <thead className="unseen">
            <tr>
              <th scope="col">Duration</th>
              <th scope="col">Attempts</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, attempts, share }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>
                  <span className={css.bar} style={{ '--share': share }} aria-hidden="true" />
                  {count(attempts)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
