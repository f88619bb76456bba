import type { ReactNode } from 'react'
import css from './splash.module.css'

/** One thing in the middle of the window. */
export function Splash({ children }: { children: ReactNode }) {
  return (
    <main className={css.splash}>
      <div className={css.card}>{children}</div>
    </main>
  )
}
