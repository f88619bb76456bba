import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  use,
  useId,
} from 'react'
import { classes } from './classes.ts'
import css from './field.module.css'

interface Ids {
  control: string
  describedBy: string | undefined
  invalid: boolean
}
const FieldContext = createContext<Ids | undefined>(undefined)

/** What a control inside a {@link Field} needs to be named and described by it. */
function useFieldControl() {
  const ids = use(FieldContext)
  if (!ids) return {}
  return { id: ids.control, 'aria-describedby': ids.describedBy, 'aria-invalid': ids.invalid || undefined }
}

interface FieldProps {
  label: ReactNode
  /** What is expected, before anything is wrong. */
  hint?: ReactNode
  error?: string | undefined
  /** For what may be left out. */
  optional?: boolean
  children: ReactNode
}

/** A control with its label, what is expected of it and what is wrong with it. */
export function Field({ label, hint, error, optional = false, children }: FieldProps) {
  const id = useId()
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <FieldContext value={{ control: id, describedBy: described || undefined, invalid: error !== undefined }}>
      <div className={css.field}>
        <label htmlFor={id} className={css.label}>
          {label}
          {optional && <span className={css.optional}> optional</span>}
        </label>
        {children}
        {error && (
          <p id={`${id}-error`} className={css.error}>
            {error}
          </p>
        )}
        {hint && (
          <p id={`${id}-hint`} className={css.hint}>
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  )
}

export function TextInput({ className, mono = false, ...rest }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <input
      spellCheck={false}
      autoComplete="off"
      {...useFieldControl()}
      {...rest}
      className={classes(css.control, mono && css.mono, className)}
    />
  )
}

export function TextArea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea rows={3} {...useFieldControl()} {...rest} className={classes(css.control, css.area, className)} />
}

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  options: readonly { value: string; label: string; disabled?: boolean }[]
  onChange: (value: string) => void
}

/** The browser's own: it is known to every hand, screen reader and telephone. */
export function Select({ options, onChange, className, ...rest }: SelectProps) {
  return (
    <select
      {...useFieldControl()}
      {...rest}
      onChange={(event) => onChange(event.target.value)}
      className={classes(css.control, css.select, className)}
    >
      {options.map(({ value, label, disabled }) => (
        <option key={value} value={value} disabled={disabled}>
          {label}
        </option>
      ))}
    </select>
  )
}

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange'> {
  label: ReactNode
  hint?: ReactNode
  onChange: (checked: boolean) => void
}

export function Checkbox({ label, hint, onChange, ...rest }: CheckboxProps) {
  const id = useId()
  return (
    <div className={css.check}>
      <input
        type="checkbox"
        {...rest}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface RadiosProps<Value extends string> {
  legend: ReactNode
  value: Value | undefined
  onChange: (value: Value) => void
  options: readonly { value: Value; label: ReactNode; hint?: ReactNode }[]
}

/** One of few, each with what it means. */
export function Radios<Value extends string>({ legend, value, onChange, options }: RadiosProps<Value>) {
  const name = useId()
  return (
    <fieldset className={css.radios}>
      <legend className={css.label}>{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className={css.check}>
          <input
            type="radio"
            id={`${name}-${option.value}`}
            name={name}
            checked={option.value === value}
            aria-describedby={option.hint ? `${name}-${option.value}-hint` : undefined}
            onChange={() => onChange(option.value)}
          />
          <label htmlFor={`${name}-${option.value}`}>{option.label}</label>
          {option.hint && (
            <p id={`${name}-${option.value}-hint`} className={css.hint}>
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  )
}
