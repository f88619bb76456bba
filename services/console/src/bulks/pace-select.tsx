import { Select } from '../ui/field.tsx'
import { type Pace, pacesWith, paceWords } from './pace.ts'

interface PaceSelectProps {
  value: Pace
  onChange: (pace: Pace) => void
  /** Where no {@link Field} names it. */
  label?: string
  disabled?: boolean
}

const nameOf = (pace: Pace) => (pace === null ? 'unpaced' : String(pace))

/** How fast many deliveries go out. */
export function PaceSelect({ value, onChange, label, disabled = false }: PaceSelectProps) {
  const paces = pacesWith(value)
  return (
    <Select
      {...(label !== undefined && { 'aria-label': label })}
      disabled={disabled}
      value={nameOf(value)}
      options={paces.map((pace) => ({ value: nameOf(pace), label: capital(paceWords(pace)) }))}
      onChange={(name) => {
        const chosen = paces.find((pace) => nameOf(pace) === name)
        if (chosen !== undefined) onChange(chosen)
      }}
    />
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
