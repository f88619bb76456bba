import type { RangeSearch } from '../search/range.ts'
import { RangePicker } from '../search/range-picker.tsx'
import { useCan } from '../session/use-session.ts'
import { TextFilter } from '../table/text-filter.tsx'
import { Select } from '../ui/field.tsx'
import css from './event-filters.module.css'
import { TypeFilter } from './type-filter.tsx'

interface EventSearch extends RangeSearch {
  q?: string | undefined
  type?: string | undefined
  unmatched?: 'true' | 'false' | undefined
}

interface EventFiltersProps {
  search: EventSearch
  onChange: (change: EventSearch) => void
}

export function EventFilters({ search, onChange }: EventFiltersProps) {
  return (
    <>
      <TextFilter
        wide
        label="Search"
        placeholder="Id, uid, metadata, text…"
        value={search.q}
        onChange={(q) => onChange({ q })}
      />
      <TypeFilter value={search.type} onChange={(type) => onChange({ type })} />
      <Select
        aria-label="Wanted"
        value={search.unmatched === 'true' ? 'true' : ''}
        onChange={(value) => onChange({ unmatched: value === 'true' ? 'true' : undefined })}
        options={[
          { value: '', label: 'Wanted or not' },
          { value: 'true', label: 'Wanted by no endpoint' },
        ]}
      />
      <RangePicker
        anyTime
        value={search}
        onChange={(range) => onChange({ range: undefined, from: undefined, to: undefined, ...range })}
      />
    </>
  )
}

/** What the search looks at: who may not read payloads does not find what is in them. */
export function SearchHint() {
  const can = useCan()
  return (
    <p className={css.hint}>
      {can('payloads:read')
        ? 'Search finds an id, a uid, how a value of the metadata begins, or text anywhere in payloads of the last 24 hours.'
        : 'Search finds an id, a uid, or how a value of the metadata begins.'}
    </p>
  )
}
