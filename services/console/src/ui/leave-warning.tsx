import { useBlocker } from '@tanstack/react-router'
import { Confirm } from './dialog.tsx'

/** Asks before what was typed and not saved is lost: by a link, the browser's own buttons, or closing the tab. */
export function LeaveWarning({ unsaved }: { unsaved: () => boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: unsaved,
    enableBeforeUnload: unsaved,
    withResolver: true,
  })
  return (
    <Confirm
      open={status === 'blocked'}
      onOpenChange={(open) => {
        if (!open) reset?.()
      }}
      title="Leave without saving?"
      action="Leave, and drop the changes"
      danger
      onConfirm={() => proceed?.()}
    >
      <p>What you changed here was not saved. It is lost when you leave.</p>
    </Confirm>
  )
}
