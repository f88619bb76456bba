import { Dialog } from '@base-ui/react/dialog'
import { Commands } from './commands.tsx'
import css from './palette.module.css'

interface PaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Ctrl-K: to any place from any place. */
export default function Palette({ open, onOpenChange }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={css.backdrop} />
        <Dialog.Popup className={css.palette} aria-label="Go to">
          <Commands onDone={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
