import type { RowOf } from '@g5/sdk'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Confirm } from '../../ui/dialog.tsx'

export type Asked = 'invite' | 'sign-out' | 'disable' | 'delete'

interface UserConfirmProps {
  asked: Asked
  user: RowOf<'users.list'>
  /** It is oneself. */
  own: boolean
  onClose: () => void
  /** Asked for a new link. */
  onInvite: () => void
  inviting: boolean
}

/** What ends something for a user, with what that means. */
export function UserConfirm({
  asked,
  user: { id, email, status },
  own,
  onClose,
  onInvite,
  inviting,
}: UserConfirmProps) {
  const { g5 } = useApi()
  const signOut = useChange(() => g5.users.signOut(id), {
    done: `${email} is signed out everywhere`,
    onDone: onClose,
  })
  const disable = useChange(() => g5.users.update(id, { disabled: true }), {
    done: `${email} is disabled`,
    onDone: onClose,
  })
  const remove = useChange(() => g5.users.delete(id), { done: `${email} is deleted`, onDone: onClose })
  const shared = { open: true, onOpenChange: onClose }
  switch (asked) {
    case 'invite':
      return (
        <Confirm
          {...shared}
          title={`New invite link for ${email}`}
          action="Make a new link"
          busy={inviting}
          onConfirm={onInvite}
        >
          {status === 'active'
            ? 'It lets them choose a new password, which cures a forgotten one. Their present password and sessions are good until somebody opens the link and chooses another.'
            : 'The link before this one becomes void.'}
        </Confirm>
      )
    case 'sign-out':
      return (
        <Confirm
          {...shared}
          title={`Sign ${own ? 'yourself' : email} out everywhere`}
          action="Sign out everywhere"
          danger
          busy={signOut.isPending}
          onConfirm={() => signOut.mutate()}
        >
          All {own ? 'your' : 'their'} sessions end at once, in every browser{own && ', this one too'}. The password
          stays the same, so {own ? 'you' : 'they'} can sign in again. API keys are not touched.
        </Confirm>
      )
    case 'disable':
      return (
        <Confirm
          {...shared}
          title={`Disable ${email}`}
          action="Disable user"
          danger
          busy={disable.isPending}
          onConfirm={() => disable.mutate()}
        >
          Their sessions end at once and they can’t sign in until somebody enables them again. Nothing of theirs is
          lost.
        </Confirm>
      )
    case 'delete':
      return (
        <Confirm
          {...shared}
          title={`Delete ${email}`}
          action="Delete user"
          danger
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
        >
          Their sessions end at once and the account is gone; the e-mail can be invited anew. What they did stays in the
          audit log, and API keys that they made go on working.
        </Confirm>
      )
  }
}
