import { type AnswerOf, words } from '@g5/sdk'
import { useState } from 'react'
import { faultsOf } from '../../api/faults.ts'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { RoleRadios } from './role-radios.tsx'
import { givable, type Role } from './roles.ts'

interface InviteDialogProps {
  onClose: () => void
  onInvited: (user: AnswerOf<'users.create'>) => void
}

export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const { g5 } = useApi()
  const deployment = useNeedsTenant()
  const roles = givable(words['users.create'].role, deployment)
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role | undefined>(roles.length === 1 ? roles[0] : undefined)
  const invite = useChange((asked: { email: string; role: Role }) => g5.users.create(asked), {
    onDone: onInvited,
    tellFailure: false,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={deployment ? 'Invite an operator' : 'Invite a user'}
      about={
        deployment
          ? 'No tenant is chosen above: whoever is invited here runs the whole deployment.'
          : 'You get a link to hand over yourself. No mail is sent.'
      }
    >
      <Form
        label="Invite"
        onSubmit={() => {
          if (role) invite.mutate({ email: email.trim(), role })
        }}
      >
        <Field label="E-mail" error={faultsOf(invite.error, ['/email']).at('/email')}>
          <TextInput
            type="email"
            name="invite-email"
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <RoleRadios roles={roles} value={role} onChange={setRole} />
        <FormFailure error={invite.error} fields={['/email']} />
        <Actions>
          <Button
            type="submit"
            look="primary"
            busy={invite.isPending}
            refused={email.trim() === '' ? 'Say whom first' : role === undefined ? 'Choose a role first' : undefined}
          >
            Make the invite link
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
