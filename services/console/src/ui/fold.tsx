import { ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import css from './fold.module.css'

interface FoldProps {
  title: ReactNode
  /** What is inside, in a few words: what was set, say. */
  note?: ReactNode
  /** Opens it, and again when it becomes true: something inside needs to be seen. */
  open?: boolean
  children: ReactNode
}

/** What most people don't need, one press away. */
export function Fold({ title, note, open = false, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(open)
  useEffect(() => {
    if (open) setIsOpen(true)
  }, [open])
  return (
    <details className={css.fold} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={css.summary}>
        <ChevronRight aria-hidden="true" />
        <span className={css.title}>{title}</span>
        {note && <span className={css.note}>{note}</span>}
      </summary>
      {isOpen && <div className={css.inside}>{children}</div>}
    </details>
  )
}
