import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useNeedsTenant } from '../api/use-api.ts'
import { brushed, type RangeSearch, sameRange } from '../search/range.ts'
import { RangePicker } from '../search/range-picker.tsx'
import { Page } from '../ui/page.tsx'
import { Loaded } from '../ui/told.tsx'
import { AsOf } from './as-of.tsx'
import { Charts } from './charts.tsx'
import { CountedFigures } from './counted-figures.tsx'
import { NowFigures } from './now-figures.tsx'
import { TopFailing, TopTenants } from './tops.tsx'
import { useOverview, useRecent } from './use-overview.ts'
import { VerdictNote } from './verdict-note.tsx'

const route = getRouteApi('/')

interface DashboardProps {
  actions?: ReactNode
  /** Between the verdict and the numbers. */
  children?: ReactNode
}

export function Dashboard({ actions, children }: DashboardProps) {
  const { range: last, from, to } = route.useSearch()
  const navigate = route.useNavigate()
  const search = { range: last, from, to }
  const range = sameRange(search)
  const recent = useRecent()
  const overview = useOverview(range)
  const ofAllTenants = useNeedsTenant()
  const show = ({ range: next, from: begin, to: end }: RangeSearch) =>
    void navigate({ search: (before) => ({ ...before, range: next, from: begin, to: end }) })
  return (
    <Page
      title="Overview"
      about={overview.data && <AsOf asOf={overview.data.asOf} isFailing={overview.isError} />}
      actions={
        <>
          {actions}
          <RangePicker value={search} onChange={show} />
        </>
      }
    >
      <Loaded query={recent} what="whether anything is wrong" lines={4}>
        {(data) => (
          <>
            <VerdictNote recent={data} />
            {children}
            <NowFigures present={data.present} />
          </>
        )}
      </Loaded>
      <Loaded query={overview} what="the numbers of this time">
        {(data) => <CountedFigures overview={data} range={range} isStale={overview.isPlaceholderData} />}
      </Loaded>
      {/* What can't be told is said once. */}
      {(overview.data || overview.isPending) && (
        <>
          {ofAllTenants && <TopTenants range={range} />}
          <TopFailing range={range} />
        </>
      )}
      {overview.data && <Charts overview={overview.data} onBrush={(drawn) => show(brushed(drawn))} />}
    </Page>
  )
}
