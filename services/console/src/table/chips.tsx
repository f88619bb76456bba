import { X } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import css from './chips.module.css'

export interface Chip {
  /** What it filters by, `Status`. */
  name: string
  value: string
  /** What is left when it is taken away. */
  remove: () => void
}

/** The filters that count, each to be taken away by itself. */
export function Chips({ chips, clear }: { chips: readonly Chip[]; clear: () => void }) {
  if (chips.length === 0) return null
  return (
    <ul className={css.chips} aria-label="Filters">
      {chips.map(({ name, value, remove }) => (
        <li key={`${name} ${value}`}>
          <Button className={css.chip ?? ''} onClick={remove}>
            <span className="unseen">Remove the filter </span>
            <span className={css.name}>{name}</span>
            <span className={css.value}>{value}</span>
            <X aria-hidden="true" />
          </Button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button look="quiet" onClick={clear}>
            Remove all
          </Button>
        </li>
      )}
    </ul>
  )
}
