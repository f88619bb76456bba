import { useEffect, useState } from 'react'
import css from './text-filter.module.css'

interface TextFilterProps {
  label: string
  placeholder?: string
  value: string | undefined
  onChange: (value: string | undefined) => void
  /** Offered while typing. */
  suggestions?: readonly { value: string; label?: string }[]
  wide?: boolean
}

/** A filter by text, asked for on Enter or when it is left. */
export function TextFilter({ label, placeholder, value, onChange, suggestions, wide = false }: TextFilterProps) {
  const [draft, setDraft] = useState(value ?? '')
  useEffect(() => setDraft(value ?? ''), [value])
  const listId = `suggestions-${label.toLowerCase().replaceAll(' ', '-')}`
  const ask = () => {
    const next = draft.trim() || undefined
    if (next !== value) onChange(next)
  }
  return (
    <form
      role="search"
      aria-label={label}
      className={wide ? css.wide : css.filter}
      onSubmit={(event) => {
        event.preventDefault()
        ask()
      }}
    >
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={draft}
        spellCheck={false}
        autoComplete="off"
        list={suggestions ? listId : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={ask}
      />
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </datalist>
      )}
    </form>
  )
}
