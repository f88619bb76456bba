import { useState } from 'react'
import { faultsOf } from '../../api/faults.ts'
import { useChange } from '../../api/use-change.ts'
import { useMe, useSession } from '../../session/use-session.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { Section } from '../../ui/page.tsx'

const pointers = ['/currentPassword', '/password']

export function ChangePassword() {
  const session = useSession()
  const me = useMe()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useChange(() => session.changePassword(current, next), {
    done: 'Your password is changed; every other session of yours has ended',
    touches: [],
    onDone: () => {
      setCurrent('')
      setNext('')
    },
    tellFailure: false,
  })
  const faults = faultsOf(change.error, pointers)
  return (
    <Section title="Password" about="Changing it ends every other session of yours, in every browser but this one.">
      <Form label="Change password" onSubmit={() => change.mutate()}>
        {/* For password managers: whose password this is. */}
        <input type="email" autoComplete="username" value={me.name} readOnly hidden />
        <Field label="Current password" error={faults.at('/currentPassword')}>
          <TextInput
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Field>
        <Field label="New password" hint="12 characters or more" error={faults.at('/password')}>
          <TextInput
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        </Field>
        <FormFailure error={change.error} fields={pointers} />
        <Actions>
          <Button
            type="submit"
            look="primary"
            busy={change.isPending}
            refused={current === '' || next === '' ? 'Type the password you have and the one you want' : undefined}
          >
            Change password
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
