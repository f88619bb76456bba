import { type RowOf, words } from '@g5/sdk'
import { useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { RoleRadios } from './role-radios.tsx'
import { givable, type Role } from './roles.ts'

export function RoleDialog({ user, onClose }: { user: RowOf<'users.list'>; onClose: () => void }) {
  const { g5 } = useApi()
  const [role, setRole] = useState(user.role ?? undefined)
  const change = useChange((next: Role) => g5.users.update(user.id, { role: next }), {
    done: (after) => `${after.email} is ${after.role} now`,
    onDone: onClose,
    tellFailure: false,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Role of ${user.email}`}
      about="It holds from their next request on; nobody has to sign in again."
    >
      <Form
        label="Role"
        onSubmit={() => {
          if (role) change.mutate(role)
        }}
      >
        <RoleRadios roles={givable(words['users.update'].role, false)} value={role} onChange={setRole} />
        <FormFailure error={change.error} fields={[]} />
        <Actions>
          <Button
            type="submit"
            look="primary"
            busy={change.isPending}
            refused={role === undefined || role === user.role ? 'Choose another role first' : undefined}
          >
            Change role
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
