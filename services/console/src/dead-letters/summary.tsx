import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EndpointName } from '../deliveries/endpoint-name.tsx'
import { reasonLabel } from '../deliveries/reasons.ts'
import { count } from '../ui/figure.tsx'
import { Grid, Section, Stack } from '../ui/page.tsx'
import { type Group, grouped } from './grouped.ts'
import type { DeadLetter } from './selection.ts'
import css from './summary.module.css'

/** Groups that are shown of each kind. */
const most = 5

/** What the loaded rows have in common, each a filter of the list below. */
export function Summary({ rows, hasMore }: { rows: readonly DeadLetter[]; hasMore: boolean }) {
  const about = hasMore
    ? `Of the newest ${count(rows.length)} that match; more are loaded as the list is scrolled.`
    : `Of all ${count(rows.length)} that match.`
  return (
    <Section title="What died, and why" about={about}>
      <Grid wide>
        <Groups title="By endpoint" groups={grouped(rows, ({ endpointId }) => endpointId)} of={rows.length}>
          {(endpointId) => (
            <Link to="/dead-letters" search={(before) => ({ ...before, endpointId })}>
              <EndpointName id={endpointId} />
            </Link>
          )}
        </Groups>
        <Groups title="By reason" groups={grouped(rows, ({ reason }) => reason)} of={rows.length}>
          {(reason) =>
            reason === null ? (
              reasonLabel(reason)
            ) : (
              <Link to="/dead-letters" search={(before) => ({ ...before, reason: [reason] })}>
                {reasonLabel(reason)}
              </Link>
            )
          }
        </Groups>
      </Grid>
    </Section>
  )
}

interface GroupsProps<Name> {
  title: string
  groups: readonly Group<Name>[]
  of: number
  children: (name: Name) => ReactNode
}

function Groups<Name extends string | null>({ title, groups, of, children }: GroupsProps<Name>) {
  const rest = groups.slice(most)
  return (
    <Stack>
      <h3 className={css.title}>{title}</h3>
      <ul className={css.groups}>
        {groups.slice(0, most).map(({ name, count: n }) => (
          <li key={name} className={css.group} style={{ '--share': n / of }}>
            <span className={css.name}>{children(name)}</span>
            <span className={css.count}>{count(n)}</span>
          </li>
        ))}
        {rest.length > 0 && (
          <li className={css.rest}>
            and {count(rest.reduce((sum, group) => sum + group.count, 0))} of {count(rest.length)} others
          </li>
        )}
      </ul>
    </Stack>
  )
}
