import { Plus, X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import css from './chips.module.css'
import { TextInput } from './field.tsx'

interface ChipsProps {
  /** What one of them is: "type". */
  noun: string
  value: readonly string[]
  onChange: (value: string[]) => void
  suggestions?: readonly string[]
  placeholder?: string
}

/** Suggestions that are shown as buttons; all of them are offered while typing. */
const shown = 12

/** Names, any number of them: typed, pasted with commas between, or picked from what is suggested. */
export function Chips({ noun, value, onChange, suggestions = [], placeholder }: ChipsProps) {
  const [draft, setDraft] = useState('')
  const listId = useId()
  const left = suggestions.filter((one) => !value.includes(one))
  const add = (text: string) => {
    const names = text.split(/[\s,]+/).filter((one) => one !== '' && !value.includes(one))
    if (names.length > 0) onChange([...value, ...new Set(names)])
    setDraft('')
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if ((event.key === 'Enter' || event.key === ',') && draft.trim() !== '') {
      event.preventDefault()
      add(draft)
    }
    if (event.key === 'Backspace' && draft === '') onChange(value.slice(0, -1))
  }
  return (
    <div className={css.place}>
      {value.length > 0 && (
        <ul className={css.chips}>
          {value.map((one) => (
            <li key={one} className={css.chip}>
              <code>{one}</code>
              <button
                type="button"
                aria-label={`Remove ${one}`}
                onClick={() => onChange(value.filter((other) => other !== one))}
              >
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        mono
        value={draft}
        placeholder={placeholder}
        list={left.length > 0 ? listId : undefined}
        onKeyDown={onKeyDown}
        onBlur={() => add(draft)}
        onChange={(event) => {
          const picked =
            event.nativeEvent instanceof InputEvent && event.nativeEvent.inputType === 'insertReplacementText'
          if (picked) add(event.target.value)
          else setDraft(event.target.value)
        }}
      />
      {left.length > 0 && (
        <>
          <datalist id={listId}>
            {left.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <ul className={css.chips} aria-label={`Suggested: ${noun}s`}>
            {left.slice(0, shown).map((one) => (
              <li key={one}>
                <button type="button" className={css.suggestion} onClick={() => onChange([...value, one])}>
                  <Plus aria-hidden="true" />
                  <span className="unseen">Add {noun} </span>
                  <code>{one}</code>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
