import type { Delivery } from '@g5/sdk'
import { useMemo } from 'react'
import { TenantName } from '../api/tenant-name.tsx'
import { useNeedsTenant } from '../api/use-api.ts'
import type { Column } from '../table/data-table.tsx'
import { RowLink } from '../table/row-link.tsx'
import { Time } from '../time/time.tsx'
import { DeliveryBadge, words } from '../ui/states-of.tsx'
import { EndpointName } from './endpoint-name.tsx'
import { NextTry } from './next-try.tsx'

interface Told {
  /** On an event's own page its type would be the same in each row: there the endpoint leads. */
  first: 'eventType' | 'endpoint'
}

/** What is told of a delivery where there are many. */
export function useDeliveryColumns({ first }: Told): readonly Column<Delivery>[] {
  const allTenants = useNeedsTenant()
  return useMemo(() => {
    const endpoint: Column<Delivery> = {
      id: 'endpoint',
      header: 'Endpoint',
      cell: ({ endpointId }) => <EndpointName id={endpointId} />,
      width: 'minmax(180px, 2fr)',
    }
    const type: Column<Delivery> = {
      id: 'type',
      header: 'Event type',
      cell: ({ eventType }) => eventType ?? 'past retention',
      width: 'minmax(140px, 1.2fr)',
    }
    return [
      ...(first === 'eventType' ? [type] : [endpoint]),
      {
        id: 'status',
        header: 'Status',
        cell: ({ status, errorCode }) => <DeliveryBadge status={status} errorCode={errorCode} />,
        width: '112px',
      },
      {
        id: 'why',
        header: 'Last error or reason',
        cell: ({ errorCode, reason }) => words(errorCode ?? reason ?? ''),
        width: 'minmax(140px, 1fr)',
      },
      ...(first === 'eventType' ? [endpoint] : []),
      { id: 'attempts', header: 'Attempts', cell: ({ attempts }) => attempts, width: '64px', end: true },
      {
        id: 'next',
        header: 'Next try',
        cell: ({ nextAttemptAt }) => <NextTry at={nextAttemptAt} />,
        width: '88px',
      },
      { id: 'created', header: 'Created', cell: ({ createdAt }) => <Time at={createdAt} />, width: '88px' },
      {
        id: 'since',
        header: 'So since',
        cell: ({ stateSince }) => <Time at={stateSince} />,
        width: '100px',
        hidden: true,
      },
      ...(allTenants
        ? [{ id: 'tenant', header: 'Tenant', cell: ({ tenantId }: Delivery) => <TenantName id={tenantId} /> }]
        : []),
      { id: 'id', header: 'Delivery', cell: ({ id }) => <code>{id}</code>, width: '270px', hidden: true },
      { id: 'event', header: 'Event', cell: ({ eventId }) => <code>{eventId}</code>, width: '270px', hidden: true },
    ]
  }, [first, allTenants])
}

export const deliveryLink = ({ id }: Delivery, content: React.ReactNode) => (
  <RowLink to="/deliveries/$deliveryId" params={{ deliveryId: id }}>
    {content}
  </RowLink>
)
