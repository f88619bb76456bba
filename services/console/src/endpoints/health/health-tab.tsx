import { getRouteApi } from '@tanstack/react-router'
import type { RangeSearch } from '../../search/range.ts'
import { RangePicker } from '../../search/range-picker.tsx'
import { TimeOr } from '../../time/time.tsx'
import { Facts, Grid, Section, Stack } from '../../ui/page.tsx'
import { words } from '../../ui/states-of.tsx'
import { Loaded } from '../../ui/told.tsx'
import type { Endpoint } from '../form/draft.ts'
import { Errors } from './errors.tsx'
import { Figures } from './figures.tsx'
import css from './health.module.css'
import { LastFailures } from './last-failures.tsx'
import { Latency } from './latency.tsx'
import { OverTime } from './over-time.tsx'
import { useStatistics } from './use-statistics.ts'

const route = getRouteApi('/endpoints/$endpointId')

export default function HealthTab({ endpoint }: { endpoint: Endpoint }) {
  const { range, from, to } = route.useSearch()
  const navigate = route.useNavigate()
  // Members that are not there are not there: they stand in addresses and in keys.
  const shown: RangeSearch = { ...(range && { range }), ...(from && { from }), ...(to && { to }) }
  const query = useStatistics(endpoint.id, shown)
  const show = (next: RangeSearch) =>
    void navigate({ search: ({ range: _range, from: _from, to: _to, ...before }) => ({ ...before, ...next }) })
  return (
    <Stack>
      <div className={css.range}>
        <RangePicker value={shown} onChange={show} />
      </div>
      <Loaded query={query} what="its statistics" lines={8}>
        {(statistics) => (
          <>
            <Figures statistics={statistics} range={shown} />
            <OverTime statistics={statistics} onBrush={show} />
            <Grid wide>
              <Errors statistics={statistics} range={shown} />
              <LastFailures endpointId={endpoint.id} />
            </Grid>
            <Grid wide>
              <Latency {...statistics} />
              <Now endpoint={endpoint} />
            </Grid>
          </>
        )}
      </Loaded>
    </Stack>
  )
}

function Now({ endpoint: { health, circuit, rateLimit, ordering, createdAt, updatedAt } }: { endpoint: Endpoint }) {
  return (
    <Section title="As it is now">
      <Facts
        facts={[
          ['Failing since', <TimeOr key="failing" at={health.failingSince} otherwise="It is not" />],
          ['Last success', <TimeOr key="success" at={health.lastSuccessAt} otherwise="Never" />],
          ['Circuit', words(circuit.state)],
          ['Circuit since', <TimeOr key="since" at={circuit.since} otherwise="It was never open" />],
          ['Failures in a row', circuit.failures.toLocaleString()],
          ['Next probe', circuit.nextProbeAt && <TimeOr key="probe" at={circuit.nextProbeAt} otherwise="—" />],
          ['Rate limit', rateLimit ? `${rateLimit.limit} in ${rateLimit.perSeconds} s` : 'None'],
          ['Ordering', ordering],
          ['Made', <TimeOr key="made" at={createdAt} otherwise="—" />],
          ['Changed', <TimeOr key="changed" at={updatedAt} otherwise="—" />],
        ]}
      />
    </Section>
  )
}
