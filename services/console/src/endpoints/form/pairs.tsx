import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextInput } from '../../ui/field.tsx'
import type { Pair } from './draft.ts'
import css from './form.module.css'

interface PairsProps {
  /** What one of them is: "header". */
  noun: string
  /** "Add a header". */
  add: string
  value: readonly Pair[]
  onChange: (value: Pair[]) => void
}

let made = 0

/** Names with their values. What can't be read is kept until somebody writes another. */
export function Pairs({ noun, add, value, onChange }: PairsProps) {
  const change = (key: string, over: Partial<Pair>) =>
    onChange(value.map((one) => (one.key === key ? { ...one, ...over } : one)))
  return (
    <div className={css.pairs}>
      {value.map(({ key, name, value: text }, i) => (
        <div key={key} className={css.pair}>
          <TextInput
            mono
            aria-label={`Name of ${noun} ${i + 1}`}
            placeholder="Name"
            value={name}
            readOnly={text === null}
            onChange={(event) => change(key, { name: event.target.value })}
          />
          {text === null ? (
            <Button onClick={() => change(key, { value: '' })}>Kept as it is. Replace</Button>
          ) : (
            <TextInput
              mono
              aria-label={`Value of ${noun} ${name || i + 1}`}
              placeholder="Value"
              value={text}
              onChange={(event) => change(key, { value: event.target.value })}
            />
          )}
          <IconButton
            label={`Remove ${noun} ${name || i + 1}`}
            icon={<X />}
            onClick={() => onChange(value.filter((one) => one.key !== key))}
          />
        </div>
      ))}
      <div>
        <Button icon={<Plus />} onClick={() => onChange([...value, { key: `new-${made++}`, name: '', value: '' }])}>
          {add}
        </Button>
      </div>
    </div>
  )
}
