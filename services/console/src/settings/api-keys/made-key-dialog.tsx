import type { AnswerOf } from '@g5/sdk'
import { useNeedsTenant } from '../../api/use-api.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Code } from '../../ui/code.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'
import { curlWith } from './curl.ts'

export function MadeKeyDialog({ made, onClose }: { made: AnswerOf<'apiKeys.create'>; onClose: () => void }) {
  const deployment = useNeedsTenant()
  return (
    <Dialog open wide stays onOpenChange={onClose} title={`The key ${made.name} is made`}>
      <ShownOnce text={made.secret} label="secret">
        Copy the secret now and put it where your program’s secrets are: it is shown this once and stored nowhere.
      </ShownOnce>
      <p>To see that it works:</p>
      <Code text={curlWith(made, location.origin, deployment)} label="curl" wrap />
      <Actions>
        <Button look="primary" onClick={onClose}>
          I have it
        </Button>
      </Actions>
    </Dialog>
  )
}
