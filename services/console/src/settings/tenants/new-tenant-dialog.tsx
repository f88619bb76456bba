import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { faultsOf } from '../../api/faults.ts'
import { useChange } from '../../api/use-change.ts'
import { useDeployment } from '../../api/use-deployment.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { slugOf } from './tenant-texts.ts'

const fields = ['/name', '/slug', '/uid', '/class']

export function NewTenantDialog({ onClose }: { onClose: () => void }) {
  const deployment = useDeployment()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [chosenSlug, setSlug] = useState<string>()
  const [uid, setUid] = useState('')
  const [tenantClass, setClass] = useState('')
  const slug = chosenSlug ?? slugOf(name)
  const create = useChange(
    () =>
      deployment.tenants.create({
        ...{ name: name.trim(), slug: slug.trim() },
        ...(uid.trim() !== '' && { uid: uid.trim() }),
        ...(tenantClass.trim() !== '' && { class: tenantClass.trim() }),
      }),
    {
      done: (made) => `${made.name} is made`,
      onDone: ({ id }) => void navigate({ to: '/settings/tenants/$tenantId', params: { tenantId: id } }),
      tellFailure: false,
    },
  )
  const faults = faultsOf(create.error, fields)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New tenant"
      about="A customer, or whatever else shall have endpoints, users and limits of its own."
    >
      <Form label="New tenant" onSubmit={() => create.mutate()}>
        <Field label="Name" error={faults.at('/name')}>
          <TextInput autoFocus value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Slug" hint="A short name for people, unique in the deployment" error={faults.at('/slug')}>
          <TextInput mono value={slug} onChange={(event) => setSlug(event.target.value)} />
        </Field>
        <Field label="uid" optional hint="Your own id of it; it stands wherever the id can" error={faults.at('/uid')}>
          <TextInput mono value={uid} onChange={(event) => setUid(event.target.value)} />
        </Field>
        <Field
          label="Class"
          optional
          hint="What its deliveries are queued and weighed by; default unless told"
          error={faults.at('/class')}
        >
          <TextInput mono value={tenantClass} onChange={(event) => setClass(event.target.value)} />
        </Field>
        <FormFailure error={create.error} fields={fields} />
        <Actions>
          <Button
            type="submit"
            look="primary"
            busy={create.isPending}
            refused={name.trim() === '' || slug.trim() === '' ? 'Give it a name and a slug first' : undefined}
          >
            Make the tenant
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
