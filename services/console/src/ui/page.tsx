import { type ReactNode, useEffect } from 'react'
import { classes } from './classes.ts'
import css from './page.module.css'

interface PageProps {
  /** Of the browser's tab too. */
  title: string
  /** Beside the title: a badge, say. */
  beside?: ReactNode
  /** One sentence: what is here, or what the thing is. */
  about?: ReactNode
  actions?: ReactNode
  /** It fills the window and scrolls inside, as lists do. */
  fill?: boolean
  children: ReactNode
}

export function Page({ title, beside, about, actions, fill = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · G5`
  }, [title])
  return (
    <div className={classes(css.page, fill && css.fill)}>
      <header className={css.head}>
        <div className={css.titles}>
          <div className={css.line}>
            <h1 className={css.title}>{title}</h1>
            {beside}
          </div>
          {about && <p className={css.about}>{about}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

interface SectionProps {
  title: ReactNode
  about?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A part of a page, on a surface of its own. */
export function Section({ title, about, actions, children }: SectionProps) {
  return (
    <section className={css.section}>
      <header className={css.sectionHead}>
        <div>
          <h2>{title}</h2>
          {about && <p className={css.about}>{about}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}

/** Things side by side, as many as there is room for. */
export const Grid = ({ children, wide = false }: { children: ReactNode; wide?: boolean }) => (
  <div className={classes(css.grid, wide && css.wideGrid)}>{children}</div>
)

/** One below the other, with air between. */
export const Stack = ({ children }: { children: ReactNode }) => <div className={css.stack}>{children}</div>

/** In a row, wrapped where it gets narrow. */
export const Row = ({ children, end = false }: { children: ReactNode; end?: boolean }) => (
  <div className={classes(css.row, end && css.rowEnd)}>{children}</div>
)

/** Names and what they are. What is `undefined` is left out; `null` is shown as a dash. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode | undefined])[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === null || value === '' ? '—' : value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
