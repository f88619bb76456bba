import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'

/** The link of a table's row: its target is the whole row. */
export const RowLink = createLink((props: AnchorHTMLAttributes<HTMLAnchorElement>) => <a data-row-link="" {...props} />)
