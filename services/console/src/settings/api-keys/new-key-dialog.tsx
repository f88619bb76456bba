import { type AnswerOf, type BodyOf, words } from '@g5/sdk'
import { useState } from 'react'
import { faultsOf } from '../../api/faults.ts'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { useMe } from '../../session/use-session.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Select, TextInput } from '../../ui/field.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { grantable } from '../scopes/scopes.ts'
import { type Expiry, endOf, expiries, expiryNames } from './expiry.ts'
import { type KeyScope, ScopeChecks } from './scope-checks.tsx'

interface NewKeyDialogProps {
  onClose: () => void
  onMade: (key: AnswerOf<'apiKeys.create'>) => void
}

const every = words['apiKeys.create'].scopes.filter((scope) => scope !== '*')

export function NewKeyDialog({ onClose, onMade }: NewKeyDialogProps) {
  const { g5 } = useApi()
  const deployment = useNeedsTenant()
  const { scopes: own } = useMe()
  const offered = grantable(own, deployment)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<KeyScope[]>([])
  const [expiry, setExpiry] = useState<Expiry>('90d')
  const [picked, setPicked] = useState('')
  const create = useChange((body: BodyOf<'apiKeys.create'>) => g5.apiKeys.create(body), {
    onDone: onMade,
    tellFailure: false,
  })
  const faults = faultsOf(create.error, ['/name', '/scopes', '/expiresAt'])
  const expiresAt = endOf(expiry, picked, Date.now())
  return (
    <Dialog
      open
      wide
      stays
      onOpenChange={onClose}
      title="New API key"
      about={
        deployment
          ? 'No tenant is chosen above: this key is the deployment’s, and can act in every tenant.'
          : 'For a program that calls the API. Give it no more than it needs.'
      }
    >
      <Form
        label="New API key"
        onSubmit={() => {
          // Of the moment of asking, not of that in which the form was last drawn.
          const end = endOf(expiry, picked, Date.now())
          if (end !== undefined) create.mutate({ name: name.trim(), scopes, expiresAt: end })
        }}
      >
        <Field label="Name" hint="What will use it, such as billing" error={faults.at('/name')}>
          <TextInput autoFocus value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <ScopeChecks
          scopes={offered}
          value={scopes}
          onChange={setScopes}
          error={faults.at('/scopes')}
          all={deployment ? 'All that there is, in every tenant' : 'All that an admin of the tenant may do'}
          mayAll={grantable(every, deployment).every((scope) => own.includes(scope))}
        />
        <Field
          label="Expires"
          hint={
            expiry === 'never' ? 'It is good until somebody revokes it. A key that leaks stays good too.' : undefined
          }
          error={faults.at('/expiresAt')}
        >
          <Select
            value={expiry}
            onChange={(next) => setExpiry(expiryNames.find((one) => one === next) ?? expiry)}
            options={expiryNames.map((value) => ({ value, label: expiries[value].label }))}
          />
        </Field>
        {expiry === 'date' && (
          <Field label="Expires at" hint="In your own time zone">
            <TextInput type="datetime-local" value={picked} onChange={(event) => setPicked(event.target.value)} />
          </Field>
        )}
        <FormFailure error={create.error} fields={['/name', '/scopes', '/expiresAt']} />
        <Actions>
          <Button type="submit" look="primary" busy={create.isPending} refused={refusal(name, scopes, expiresAt)}>
            Make the key
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}

function refusal(name: string, scopes: readonly KeyScope[], expiresAt: string | null | undefined): string | undefined {
  if (name.trim() === '') return 'Give it a name first'
  if (scopes.length === 0) return 'Choose what it may do first'
  return expiresAt === undefined ? 'Say when it expires: a time to come' : undefined
}
