import { CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { failureOf } from '../api/failure.ts'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import css from './told.module.css'
import tones from './tones.module.css'

/** Nothing is here: why, and what would make something be here. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

/** It went wrong: what, what to do, and what to name when asking about it. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { title, detail, requestId } = failureOf(error)
  return (
    <div className={classes(css.note, tones.bad)} role="alert">
      <CircleAlert aria-hidden="true" />
      <div>
        <strong>{title}</strong>
        {detail && <p>{detail}</p>}
        {requestId && (
          <p className={css.request}>
            Request <code>{requestId}</code>
          </p>
        )}
      </div>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  )
}

/** Something to know before going on. */
export function Note({ tone = 'info', children }: { tone?: 'info' | 'warn' | 'bad' | 'good'; children: ReactNode }) {
  return (
    <div className={classes(css.note, tones[tone])}>
      {tone === 'info' || tone === 'good' ? <Info aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
      <div>{children}</div>
    </div>
  )
}

/** What is on its way, in the shape that it will have. */
export function Skeleton({ lines = 3, what }: { lines?: number; what: string }) {
  return (
    <div className={css.skeleton} role="status">
      <span className="unseen">Loading {what}</span>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} aria-hidden="true" />
      ))}
    </div>
  )
}

interface LoadedProps<Data> {
  query: { data: Data | undefined; error: Error | null; refetch: () => unknown }
  /** In words: "the endpoint". */
  what: string
  lines?: number
  children: (data: Data) => ReactNode
}

/** What was asked for once it is there; until then its outline, and where it went wrong the reason. */
export function Loaded<Data>({ query, what, lines = 3, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />
  return <Skeleton what={what} lines={lines} />
}
