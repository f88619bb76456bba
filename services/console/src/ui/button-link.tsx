import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'
import css from './button.module.css'
import { classes } from './classes.ts'

interface ButtonAnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  look?: 'primary' | 'plain' | 'quiet'
}

/** A link that looks like a button: what leads to another page, and can be opened in another tab. */
export const ButtonLink = createLink(({ look = 'plain', className, ...rest }: ButtonAnchorProps) => (
  <a {...rest} className={classes(css.button, css[look], className)} />
))
