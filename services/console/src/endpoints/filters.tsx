import { words as known } from '@g5/sdk'
import { ManyOf } from '../table/many-of.tsx'
import { TextFilter } from '../table/text-filter.tsx'
import { words } from '../ui/states-of.tsx'

const { status, health, circuit } = known['endpoints.list']
type Status = (typeof status)[number]
type Health = (typeof health)[number]
type Circuit = (typeof circuit)[number]

interface Chosen {
  q?: string | undefined
  status?: Status[] | undefined
  health?: Health[] | undefined
  circuit?: Circuit[] | undefined
}

interface FiltersProps {
  value: Chosen
  onChange: (over: Chosen) => void
}

const options = <Value extends string>(values: readonly Value[]) =>
  values.map((value) => ({ value, label: value === 'unknown' ? 'nothing sent yet' : words(value) }))
const some = <Value,>(values: Value[]) => (values.length > 0 ? values : undefined)

/** What the list is narrowed by; all of it stands in the address. */
export function Filters({ value, onChange }: FiltersProps) {
  return (
    <>
      <TextFilter
        label="Find"
        placeholder="URL, description, uid or id"
        value={value.q}
        onChange={(q) => onChange({ q })}
      />
      <ManyOf
        label="Status"
        options={options(status)}
        value={value.status ?? []}
        onChange={(chosen) => onChange({ status: some(chosen) })}
      />
      <ManyOf
        label="Health"
        options={options(health)}
        value={value.health ?? []}
        onChange={(chosen) => onChange({ health: some(chosen) })}
      />
      <ManyOf
        label="Circuit"
        options={options(circuit)}
        value={value.circuit ?? []}
        onChange={(chosen) => onChange({ circuit: some(chosen) })}
      />
    </>
  )
}
