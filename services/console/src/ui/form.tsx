import type { FormEvent, ReactNode } from 'react'
import { faultsOf } from '../api/faults.ts'
import { Stack } from './page.tsx'
import { Problems } from './problems.tsx'
import { Failed } from './told.tsx'

interface FormProps {
  label: string
  onSubmit: () => void
  children: ReactNode
}

/** Sent by Enter as well as by its button; what is wrong with its fields is the API's word, not the browser's. */
export function Form({ label, onSubmit, children }: FormProps) {
  return (
    <form
      aria-label={label}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Stack>{children}</Stack>
    </form>
  )
}

interface FormFailureProps {
  error: unknown
  /** Pointers of the fields that show what is wrong with them themselves. */
  fields: readonly string[]
}

/** Why it was refused, save what stands beside the fields. */
export function FormFailure({ error, fields }: FormFailureProps) {
  const { allAtFields, rest } = faultsOf(error, fields)
  if (!error || allAtFields) return null
  return (
    <>
      <Failed error={error} />
      {rest.length > 0 && <Problems found={rest} />}
    </>
  )
}
