import type { AnswerOf, QueryOf } from '@g5/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../api/use-api.ts'
import { type RangeSearch, rangeOf } from '../search/range.ts'
import { bounded } from '../ui/figure.tsx'
import { Loaded } from '../ui/told.tsx'
import css from './top-table.module.css'
import { refreshMs } from './use-overview.ts'

type Query = QueryOf<'statistics.top'>
export type TopRow = AnswerOf<'statistics.top'>['data'][number]

interface TopTableProps {
  title: string
  by: Query['by']
  metric: Query['metric']
  /** Undefined: what is asked for is of now. */
  range: RangeSearch | undefined
  /** What stands here when there is no row. */
  none: string
  /** What the row is of, as a link to the list behind it. */
  name: (row: TopRow) => ReactNode
  note?: (row: TopRow) => ReactNode
}

const rows = 5

/** Who has the most of something. */
export function TopTable({ title, by, metric, range, none, name, note }: TopTableProps) {
  const query = useTop(by, metric, range)
  return (
    <div className={css.top}>
      <h3>{title}</h3>
      <Loaded query={query} what={title} lines={rows}>
        {({ data }) =>
          data.length === 0 ? (
            <p className={css.none}>{none}</p>
          ) : (
            <ol className={css.rows}>
              {data.map((row) => (
                <li
                  key={keyOf(row)}
                  className={css.row}
                  style={{ '--share': `${(100 * row.value) / Math.max(data[0]?.value ?? 1, 1)}%` }}
                >
                  <div className={css.name}>
                    {name(row)}
                    {note && <span className={css.note}>{note(row)}</span>}
                  </div>
                  <span className={css.value}>{bounded({ count: row.value, atLeast: row.atLeast })}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </div>
  )
}

function useTop(by: Query['by'], metric: Query['metric'], range: RangeSearch | undefined) {
  const { g5, key } = useApi()
  return useQuery({
    queryKey: [key, 'statistics', 'top', by, metric, range],
    queryFn({ signal }) {
      const { bucket: _, ...between } = range ? rangeOf(range, Date.now()) : { bucket: undefined }
      return Promise.resolve(g5.statistics.top({ by, metric, limit: rows, ...between }, { signal }))
    },
    refetchInterval: refreshMs.counted,
    placeholderData: keepPreviousData,
  })
}

const keyOf = ({ tenantId, endpointId, host, type, errorCode }: TopRow) =>
  [tenantId, endpointId, host, type, errorCode].join(' ')
