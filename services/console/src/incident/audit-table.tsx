import type { AuditEntry } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Rows } from '../api/use-rows.ts'
import { type Column, DataTable } from '../table/data-table.tsx'
import { Time } from '../time/time.tsx'

/** Who did what, newest first. */
export function AuditTable({ list, empty }: { list: Rows<AuditEntry>; empty: ReactNode }) {
  return (
    <DataTable
      short
      name="deeds"
      label="Who did what"
      columns={columns}
      list={list}
      rowId={({ id }) => id}
      empty={empty}
    />
  )
}

const columns: readonly Column<AuditEntry>[] = [
  { id: 'when', header: 'When', cell: ({ createdAt }) => <Time at={createdAt} />, width: '110px' },
  { id: 'who', header: 'Who', cell: ({ actor }) => actor.name, width: 'minmax(140px, 1fr)' },
  { id: 'what', header: 'What', cell: ({ action }) => <code>{action}</code>, width: 'minmax(160px, 1fr)' },
  {
    id: 'target',
    header: 'To what',
    cell: ({ target: { kind, id, name } }) =>
      id === null ? `${kind} ${name ?? ''}` : <Target kind={kind} id={id} name={name ?? id} />,
    width: 'minmax(200px, 1.5fr)',
  },
  {
    id: 'details',
    header: 'Details',
    cell: ({ target: { id, name } }) => (
      <Link to="/settings/audit" search={{ target: id ?? name ?? undefined }}>
        In the audit log
      </Link>
    ),
    width: '130px',
  },
]

/** What there is a page of leads there. */
function Target({ kind, id, name }: { kind: string; id: string; name: string }) {
  switch (kind) {
    case 'endpoint':
      return (
        <Link to="/endpoints/$endpointId" params={{ endpointId: id }}>
          {name}
        </Link>
      )
    case 'delivery':
      return (
        <Link to="/deliveries/$deliveryId" params={{ deliveryId: id }}>
          {name}
        </Link>
      )
    case 'bulk':
      return (
        <Link to="/bulks/$bulkId" params={{ bulkId: id }}>
          {name}
        </Link>
      )
    default:
      return `${kind} ${name}`
  }
}
