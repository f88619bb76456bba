import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import css from './button.module.css'
import { classes } from './classes.ts'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do here. `danger`: what can't be undone. `quiet`: among text. */
  look?: 'primary' | 'plain' | 'danger' | 'quiet'
  icon?: ReactNode
  /** It is being done: it can't be pressed again, and says so. */
  busy?: boolean
  /** Why it can't be pressed. It stays in reach of the keyboard, so that the reason can be read. */
  refused?: string | undefined
}

export function Button({ look = 'plain', icon, busy = false, refused, className, children, ...rest }: ButtonProps) {
  const id = useId()
  const idle = busy || refused !== undefined
  const button = (
    <button
      type="button"
      {...rest}
      className={classes(css.button, css[look], className)}
      aria-busy={busy || undefined}
      aria-disabled={idle || undefined}
      aria-describedby={refused ? id : rest['aria-describedby']}
      onClick={idle ? (event) => event.preventDefault() : rest.onClick}
    >
      {busy ? <span className={css.spinner} aria-hidden="true" /> : icon}
      {children}
    </button>
  )
  if (!refused) return button
  return (
    <span className={css.refusable}>
      {button}
      <span id={id} className={css.reason}>
        {refused}
      </span>
    </span>
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'look' | 'children'> {
  /** What it does; shown on hover and said aloud. */
  label: string
  icon: ReactNode
}

export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <Button
      look="quiet"
      title={label}
      {...rest}
      icon={icon}
      aria-label={label}
      className={classes(css.icon, className)}
    />
  )
}
