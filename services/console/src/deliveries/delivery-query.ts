import type { QueryOf } from '@g5/sdk'
import type { Bounds } from '../search/bounds.ts'
import type { RangeSearch } from '../search/range.ts'

type Query = QueryOf<'deliveries.list'>
type One<Name extends keyof Query> = Extract<Query[Name], string>

/** What the address of the list of deliveries asks for. */
export interface DeliverySearch extends RangeSearch {
  status?: One<'status'>[] | undefined
  errorCode?: One<'errorCode'>[] | undefined
  statusClass?: One<'statusClass'>[] | undefined
  endpointId?: string | undefined
  eventId?: string | undefined
  type?: string | undefined
  host?: string | undefined
}

const several = ['status', 'errorCode', 'statusClass'] as const
const single = ['endpointId', 'eventId', 'type', 'host'] as const

export type DeliveryFilterName = (typeof several)[number] | (typeof single)[number]

/** The same as the API takes it: what is not asked for is not there. */
export function deliveryQuery(search: DeliverySearch, bounds: Bounds): Query {
  const asked = [...several, ...single].map((name) => [name, search[name]] as const)
  return { ...Object.fromEntries(asked.filter(([, value]) => value !== undefined)), ...bounds }
}

export interface ActiveFilter {
  name: DeliveryFilterName
  value: string
  /** The filters that are left without this value. */
  without: DeliverySearch
}

/** Each value that is filtered by. */
export function activeFilters(search: DeliverySearch): ActiveFilter[] {
  return [
    ...several.flatMap((name) =>
      (search[name] ?? []).map((value) => {
        const left = (search[name] ?? []).filter((one) => one !== value)
        return { name, value, without: { ...search, [name]: left.length > 0 ? left : undefined } }
      }),
    ),
    ...single.flatMap((name) => {
      const value = search[name]
      return value === undefined ? [] : [{ name, value, without: { ...search, [name]: undefined } }]
    }),
  ]
}
