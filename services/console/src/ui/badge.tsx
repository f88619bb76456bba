import { Ban, Check, CircleAlert, CirclePause, Clock, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import css from './badge.module.css'
import { classes } from './classes.ts'
import tones from './tones.module.css'

/** What something means for the one who looks: the same colour and mark everywhere. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'idle'

const marks: Record<Tone, LucideIcon> = { good: Check, warn: TriangleAlert, bad: CircleAlert, info: Clock, idle: Ban }

export function Badge({ tone, icon, children }: { tone: Tone; icon?: LucideIcon; children: ReactNode }) {
  const Mark = icon ?? marks[tone]
  return (
    <span className={classes(css.badge, tones[tone])}>
      <Mark aria-hidden="true" />
      {children}
    </span>
  )
}

export const PauseMark = CirclePause
