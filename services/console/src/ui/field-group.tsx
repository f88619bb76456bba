import { type ReactNode, useId } from 'react'
import css from './field.module.css'

interface FieldGroupProps {
  legend: ReactNode
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
  children: ReactNode
}

/** Several controls under one name, or one that a label can't point to. */
export function FieldGroup({ legend, hint, error, optional = false, children }: FieldGroupProps) {
  const id = useId()
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <fieldset
      className={css.radios}
      aria-describedby={described || undefined}
      data-invalid={error !== undefined || undefined}
    >
      <legend className={css.label}>
        {legend}
        {optional && <span className={css.optional}> optional</span>}
      </legend>
      {hint && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
