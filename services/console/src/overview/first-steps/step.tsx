import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import css from './step.module.css'

interface StepProps {
  number: number
  title: string
  /** `next`: the one to do now. */
  state: 'done' | 'next' | 'later'
  children: ReactNode
}

export function Step({ number, title, state, children }: StepProps) {
  return (
    <li
      className={classes(css.step, state !== 'later' && css[state])}
      aria-current={state === 'next' ? 'step' : undefined}
    >
      <span className={css.mark} aria-hidden="true">
        {state === 'done' ? <Check /> : number}
      </span>
      <div className={css.body}>
        <h3>
          {title}
          {state === 'done' && <span className="unseen"> (done)</span>}
        </h3>
        {children}
      </div>
    </li>
  )
}

/** What a step found to be so. */
export const Line = ({ children }: { children: ReactNode }) => <p className={css.line}>{children}</p>
