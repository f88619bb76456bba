import { lazy, type ReactNode, Suspense } from 'react'
import { useEver } from './use-ever.ts'

// They come when the first one opens.
const OpenDialog = lazy(async () => ({ default: (await import('./dialog-open.tsx')).Dialog }))
const OpenConfirm = lazy(async () => ({ default: (await import('./dialog-open.tsx')).Confirm }))

export interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** One sentence on what this is for. */
  about?: ReactNode
  wide?: boolean
  /** It stays when somebody presses beside it: what it shows or what was typed would be lost. */
  stays?: boolean
  children: ReactNode
}

/** Something to fill in or look at before going on; closes on Escape and outside of it. */
export function Dialog(props: DialogProps) {
  return (
    useEver(props.open) && (
      <Suspense>
        <OpenDialog {...props} />
      </Suspense>
    )
  )
}

export interface ConfirmProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** What will be, and what can't be undone. */
  children: ReactNode
  /** The button's words: what it does, not "OK". */
  action: string
  danger?: boolean
  busy?: boolean
  /** Why it can't be done yet. */
  refused?: string | undefined
  onConfirm: () => void
}

/** Asks before something that is not easily undone. */
export function Confirm(props: ConfirmProps) {
  return (
    useEver(props.open) && (
      <Suspense>
        <OpenConfirm {...props} />
      </Suspense>
    )
  )
}
