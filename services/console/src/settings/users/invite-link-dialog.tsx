import type { AnswerOf } from '@g5/sdk'
import { Time } from '../../time/time.tsx'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'

/** The link that a user chooses a password by. */
export function InviteLinkDialog({ user, onClose }: { user: AnswerOf<'users.invite'>; onClose: () => void }) {
  const { email, inviteUrl, inviteExpiresAt } = user
  return (
    <Dialog open stays onOpenChange={onClose} title={`Invite link for ${email}`}>
      <ShownOnce text={inviteUrl} label="invite link">
        Hand this link to {email} yourself: no mail is sent, and it is shown this once. Whoever opens it first chooses
        the password, so send it by a way that only they can read. It is good once
        {inviteExpiresAt && (
          <>
            , and ends <Time at={inviteExpiresAt} />
          </>
        )}
        . A new link makes this one void.
      </ShownOnce>
      <Actions>
        <Button look="primary" onClick={onClose}>
          I have it
        </Button>
      </Actions>
    </Dialog>
  )
}
