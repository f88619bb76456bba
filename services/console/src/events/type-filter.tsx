import { TextFilter } from '../table/text-filter.tsx'
import { useTypeSuggestions } from './event-types.ts'

interface TypeFilterProps {
  value: string | undefined
  onChange: (type: string | undefined) => void
}

/** Events of one type; those that are declared are offered. */
export function TypeFilter({ value, onChange }: TypeFilterProps) {
  const types = useTypeSuggestions()
  return <TextFilter label="Event type" value={value} onChange={onChange} {...(types && { suggestions: types })} />
}
