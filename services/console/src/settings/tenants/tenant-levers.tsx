import type { AnswerOf } from '@g5/sdk'
import { CirclePause, CirclePlay, Trash } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '../../api/use-change.ts'
import { useDeployment } from '../../api/use-deployment.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Stack } from '../../ui/page.tsx'

export function TenantLevers({ tenant: { id, name, slug, status } }: { tenant: AnswerOf<'tenants.get'> }) {
  const deployment = useDeployment()
  const [asking, setAsking] = useState<'status' | 'delete'>()
  const [typed, setTyped] = useState('')
  const close = () => {
    setAsking(undefined)
    setTyped('')
  }
  const suspended = status === 'suspended'
  const change = useChange(() => deployment.tenants.update(id, { status: suspended ? 'active' : 'suspended' }), {
    done: suspended ? `${name} is active again` : `${name} is suspended`,
    onDone: close,
  })
  const remove = useChange(() => deployment.tenants.delete(id), {
    done: `${name} has ended; it is being erased`,
    onDone: close,
  })
  const word = slug ?? id
  return (
    <>
      <Button icon={suspended ? <CirclePlay /> : <CirclePause />} onClick={() => setAsking('status')}>
        {suspended ? 'Activate…' : 'Suspend…'}
      </Button>
      <Button icon={<Trash />} onClick={() => setAsking('delete')}>
        Delete…
      </Button>
      <Confirm
        open={asking === 'status'}
        onOpenChange={close}
        title={suspended ? `Activate ${name}` : `Suspend ${name}`}
        action={suspended ? 'Activate' : 'Suspend'}
        danger={!suspended}
        busy={change.isPending}
        onConfirm={() => change.mutate()}
      >
        {suspended
          ? 'Its events are taken again, and the deliveries that were held are sent, at a measured pace.'
          : 'Its new events are refused from now on. Deliveries that are open are held: nothing is sent, no attempt is counted, and nothing is lost. They go on when it is activated again. Its users and keys can do everything else as before.'}
      </Confirm>
      <Confirm
        open={asking === 'delete'}
        onOpenChange={close}
        title={`Delete ${name} and all it has`}
        action="Delete and erase"
        danger
        busy={remove.isPending}
        refused={typed.trim() === word ? undefined : `Type ${word} first`}
        onConfirm={() => remove.mutate()}
      >
        <Stack>
          <p>
            It ends at once: its users, API keys and portal links are refused, and what is still to be delivered is not.
            Then its endpoints, events, deliveries, payloads and audit log are erased. Nothing of it can be brought
            back.
          </p>
          <Field label={`Type ${word} to go on`}>
            <TextInput mono value={typed} onChange={(event) => setTyped(event.target.value)} />
          </Field>
        </Stack>
      </Confirm>
    </>
  )
}
