import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'
import { classes } from './classes.ts'
import css from './figure.module.css'

export { bounded, count, rate, share } from './numbers.ts'

interface FigureProps {
  label: string
  value: ReactNode
  /** What stands around the number: since when, of how many. */
  note?: ReactNode
  tone?: Tone | undefined
  /** The words of its tone for those who don't see colour: "needs attention". */
  children?: ReactNode
}

/** One number that matters. Wrap it in a Link to the list behind it. */
export function Figure({ label, value, note, tone, children }: FigureProps) {
  return (
    <div className={classes(css.figure, tone && css[tone])}>
      <span className={css.label}>{label}</span>
      <span className={css.value}>{value}</span>
      {note && <span className={css.note}>{note}</span>}
      {children}
    </div>
  )
}
