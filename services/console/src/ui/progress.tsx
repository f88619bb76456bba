import { classes } from './classes.ts'
import css from './progress.module.css'

interface ProgressProps {
  label: string
  /** From 0 to 1. */
  share: number
  /** Where it stands, in a sentence; read out as its value, and shown below it. */
  words: string
  tone?: 'good' | 'warn' | 'idle' | undefined
  /** In a row of a table: the bar alone. */
  small?: boolean
}

/** How far something has come. */
export function Progress({ label, share, words, tone, small = false }: ProgressProps) {
  return (
    <div className={classes(css.progress, tone && css[tone], small && css.small)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        // Rounded down: it is whole when it is, and no sooner.
        aria-valuenow={Math.floor(share * 100)}
        aria-valuetext={words}
        className={css.track}
      >
        <div className={css.fill} style={{ '--share': share }} />
      </div>
      {!small && <p className={css.words}>{words}</p>}
    </div>
  )
}
