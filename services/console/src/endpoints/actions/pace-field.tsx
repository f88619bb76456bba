import { Field, TextInput } from '../../ui/field.tsx'

interface PaceFieldProps {
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

/** How fast what has waited is sent. */
export function PaceField({ value, onChange, error }: PaceFieldProps) {
  return (
    <Field
      label="At most so many a second"
      optional
      hint="For a receiver that has just come back. Left empty, as fast as it takes them."
      error={error}
    >
      <TextInput inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}
