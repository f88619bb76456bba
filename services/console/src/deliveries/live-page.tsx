import type { DeliveryOutcome } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { Eraser, Pause, Play } from 'lucide-react'
import { useMemo } from 'react'
import { TenantName } from '../api/tenant-name.tsx'
import { useNeedsTenant } from '../api/use-api.ts'
import { type Column, DataTable } from '../table/data-table.tsx'
import { RowLink } from '../table/row-link.tsx'
import { rowsOf } from '../table/rows-of.ts'
import { clockTime, duration, exact } from '../time/words.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { count, rate } from '../ui/figure.tsx'
import { Page, Row, Stack } from '../ui/page.tsx'
import { DeliveryBadge, words } from '../ui/states-of.tsx'
import { Empty, Failed } from '../ui/told.tsx'
import { EndpointName } from './endpoint-name.tsx'
import { LiveFilters } from './live-filters.tsx'
import { keptRows, perSecond } from './tail.ts'
import { type Connection, useTail } from './use-tail.ts'

const route = getRouteApi('/live')

export default function LivePage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { status, endpointId, type } = search
  const filter = { ...(status && { status }), ...(endpointId && { endpointId }), ...(type && { type }) }
  const { tail, connection, all, failed, pause, resume, clear, reopen } = useTail(filter)
  const list = useMemo(() => rowsOf([...tail.rows]), [tail.rows])
  const columns = useColumns()
  return (
    <Page
      title="Live"
      beside={<ConnectionBadge connection={connection} />}
      about="Every attempt as it is made, newest first."
      actions={
        <>
          {tail.paused ? (
            <Button look="primary" icon={<Play />} onClick={resume}>
              Go on
            </Button>
          ) : (
            <Button look="primary" icon={<Pause />} onClick={pause}>
              Pause
            </Button>
          )}
          <Button icon={<Eraser />} onClick={clear}>
            Clear
          </Button>
        </>
      }
      fill
    >
      <Stack>
        {connection.kind === 'ended' && <Failed error={connection.error} retry={reopen} />}
        <Row>
          <strong>{rate(perSecond(all))} a second</strong>
          <span>{rate(perSecond(failed))} of them failed</span>
          <span role="status">{tail.paused && pausedWords(tail.waited)}</span>
        </Row>
      </Stack>
      <DataTable
        name="live"
        label="Attempts"
        columns={columns}
        list={list}
        rowId={({ id, attempt }) => `${id}.${attempt}`}
        link={({ id, attempt }, content) => (
          <RowLink to="/deliveries/$deliveryId" params={{ deliveryId: id }} search={{ attempt: String(attempt) }}>
            {content}
          </RowLink>
        )}
        foot={`${count(tail.rows.length)} shown, ${count(keptRows)} at most`}
        filters={
          <LiveFilters
            search={search}
            onChange={(change) => void navigate({ search: (before) => ({ ...before, ...change }) })}
          />
        }
        empty={
          <Empty title={connection.kind === 'open' ? 'Listening' : 'Not connected yet'}>
            Nothing came since you opened this page. What was before stands among the deliveries.
          </Empty>
        }
      />
    </Page>
  )
}

function pausedWords(waited: number): string {
  if (waited === 0) return 'Paused. Nothing came meanwhile.'
  const lost = waited > keptRows ? `, of which the newest ${count(keptRows)} are kept` : ''
  return `Paused. ${count(waited)} came meanwhile${lost}.`
}

function ConnectionBadge({ connection: { kind } }: { connection: Connection }) {
  return (
    <span role="status">
      {kind === 'open' && <Badge tone="good">Connected</Badge>}
      {kind === 'opening' && <Badge tone="info">Connecting</Badge>}
      {kind === 'reopening' && <Badge tone="warn">Not connected, trying again</Badge>}
      {kind === 'ended' && <Badge tone="bad">Not connected</Badge>}
    </span>
  )
}

function useColumns(): readonly Column<DeliveryOutcome>[] {
  const allTenants = useNeedsTenant()
  return useMemo(
    () => [
      {
        id: 'at',
        header: 'Time',
        cell: ({ startedAt }) => (
          <time dateTime={startedAt} title={exact(Date.parse(startedAt))}>
            {clockTime(Date.parse(startedAt))}
          </time>
        ),
        width: '76px',
      },
      {
        id: 'status',
        header: 'Delivery is now',
        cell: ({ status, errorCode }) => <DeliveryBadge status={status} errorCode={errorCode} />,
        width: '120px',
      },
      {
        id: 'answer',
        header: 'Answer',
        cell: ({ httpStatus, errorCode }) => [httpStatus, errorCode && words(errorCode)].filter(Boolean).join(' · '),
        width: 'minmax(160px, 1fr)',
      },
      {
        id: 'type',
        header: 'Event type',
        cell: ({ eventType }) => eventType ?? '—',
        width: 'minmax(150px, 1fr)',
      },
      {
        id: 'endpoint',
        header: 'Endpoint',
        cell: ({ endpointId }) => <EndpointName id={endpointId} />,
        width: 'minmax(200px, 2fr)',
      },
      { id: 'attempt', header: 'Attempt', cell: ({ attempt }) => attempt, width: '64px', end: true },
      { id: 'took', header: 'Took', cell: ({ durationMs }) => duration(durationMs), width: '72px', end: true },
      ...(allTenants
        ? [{ id: 'tenant', header: 'Tenant', cell: ({ tenantId }: DeliveryOutcome) => <TenantName id={tenantId} /> }]
        : []),
    ],
    [allTenants],
  )
}
