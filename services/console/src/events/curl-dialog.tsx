import { useApi } from '../api/use-api.ts'
import { isOperator, useMe } from '../session/use-session.ts'
import { Code } from '../ui/code.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { curlOf } from './curl.ts'
import { type Draft, readDraft } from './draft.ts'

/** What is in the form as a program would send it. */
export function CurlDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { tenant } = useApi()
  const me = useMe()
  const read = readDraft(draft)
  if (read.kind !== 'event') return null
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="The same with curl"
      about="Put a key that may send events into the variable G5_API_KEY first."
      wide
    >
      <Code text={curlOf(location.origin, read.text, isOperator(me) ? tenant : undefined)} label="curl command" wrap />
    </Dialog>
  )
}
