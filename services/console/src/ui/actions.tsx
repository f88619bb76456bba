import type { ReactNode } from 'react'
import css from './dialog.module.css'

/** The buttons at a dialog's or a form's end; the one that does it comes first. */
export const Actions = ({ children }: { children: ReactNode }) => <div className={css.actions}>{children}</div>
