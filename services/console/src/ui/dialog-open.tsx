import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { Actions } from './actions.tsx'
import { Button, IconButton } from './button.tsx'
import { classes } from './classes.ts'
import css from './dialog.module.css'
import type { ConfirmProps, DialogProps } from './dialog.tsx'

/** Something to fill in or look at before going on; closes on Escape and outside of it. */
export function Dialog({ open, onOpenChange, title, about, wide = false, stays = false, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} disablePointerDismissal={stays}>
      <Base.Portal>
        <Base.Backdrop className={css.backdrop} />
        <Base.Popup className={classes(css.dialog, wide && css.wide)}>
          <header className={css.head}>
            <Base.Title className={css.title}>{title}</Base.Title>
            <Base.Close render={<IconButton label="Close" icon={<X />} />} />
          </header>
          {about && <Base.Description className={css.about}>{about}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Asks before something that is not easily undone. */
export function Confirm({
  open,
  onOpenChange,
  title,
  children,
  action,
  danger,
  busy,
  refused,
  onConfirm,
}: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={css.backdrop} />
        <AlertDialog.Popup className={css.dialog}>
          <AlertDialog.Title className={css.title}>{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />} className={css.about}>
            {children}
          </AlertDialog.Description>
          <Actions>
            <Button look={danger ? 'danger' : 'primary'} busy={busy ?? false} refused={refused} onClick={onConfirm}>
              {action}
            </Button>
            <AlertDialog.Close render={<Button>Cancel</Button>} />
          </Actions>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
