import type { BodyOf } from '@g5/sdk'
import { useState } from 'react'
import { failureOf } from '../api/failure.ts'
import { useChange } from '../api/use-change.ts'
import { useDeployment } from '../api/use-deployment.ts'
import { useTenants } from '../api/use-tenants.ts'
import { Actions } from '../ui/actions.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, TextInput } from '../ui/field.tsx'
import { Grid, Stack } from '../ui/page.tsx'
import { Failed, Note } from '../ui/told.tsx'
import { matchingWords } from './hold-count.ts'
import { NamesNothing, type TypedTarget } from './hold-target.ts'
import { useTarget } from './use-target.ts'

interface NewHoldProps {
  /** The tenant that is looked at, if any. */
  tenant: string | undefined
  onClose: () => void
}

/** What to hold, why and until when; says how much that would be before it is done. */
export function NewHold({ tenant, onClose }: NewHoldProps) {
  const g5 = useDeployment()
  const tenants = useTenants()
  const [typed, setTyped] = useState<TypedTarget>({ tenant: tenant ?? '', host: '', endpoint: '', type: '' })
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const { target, error, matching } = useTarget(typed)
  const hold = useChange((body: BodyOf<'holds.create'>) => g5.holds.create(body), {
    done: 'Held from now on, everywhere within a second.',
    onDone: onClose,
    tellFailure: false,
  })
  const failure = hold.error ? failureOf(hold.error) : undefined
  const wrong = (pointer: string) => failure?.fields.find((one) => one.pointer === pointer)?.detail
  const unknown = (field: keyof TypedTarget) =>
    error instanceof NamesNothing && error.field === field ? `There is no such ${field}` : undefined
  const text = (name: keyof TypedTarget) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })
  const refused = whyNot(typed, reason, target !== undefined)
  return (
    <Dialog
      wide
      open
      onOpenChange={onClose}
      title="Hold deliveries"
      about="What meets every criterion turns held when its time comes, instead of being sent. It costs no attempt and nothing is lost; events are accepted all the same."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (refused === undefined && target)
            hold.mutate({
              ...target,
              reason: reason.trim(),
              ...(until !== '' && { until: new Date(until).toISOString() }),
            })
        }}
      >
        <Stack>
          <Grid wide>
            <Field
              label="Host"
              optional
              hint="Of the endpoint’s URL, without a port: hooks.example.com"
              error={wrong('/host')}
            >
              <TextInput mono {...text('host')} />
            </Field>
            <Field label="Tenant" optional hint="Slug, uid or id" error={unknown('tenant') ?? wrong('/tenantId')}>
              <TextInput list="hold-tenants" {...text('tenant')} />
            </Field>
            <datalist id="hold-tenants">
              {(tenants ?? []).map(({ id, slug, name }) => (
                <option key={id} value={slug ?? id}>
                  {name}
                </option>
              ))}
            </datalist>
            <Field
              label="Endpoint"
              optional
              hint="Id, or uid with its tenant"
              error={unknown('endpoint') ?? wrong('/endpointId')}
            >
              <TextInput mono {...text('endpoint')} />
            </Field>
            <Field label="Event type" optional hint="In full, order.placed" error={wrong('/type')}>
              <TextInput mono {...text('type')} />
            </Field>
            <Field
              label="Reason"
              hint="Whoever comes next reads it: the incident, what you saw"
              error={wrong('/reason')}
            >
              <TextInput value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
            </Field>
            <Field
              label="Until"
              optional
              hint="It ends by itself then; without, when somebody releases it"
              error={wrong('/until')}
            >
              <TextInput type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
            </Field>
          </Grid>
          <div role="status">
            {matching?.data && <Note>{matchingWords(matching.data)}</Note>}
            {matching?.isFetching && <Note>Counting what it matches now…</Note>}
            {matching?.error && (
              <Note tone="warn">How much it matches now could not be counted. It can be held all the same.</Note>
            )}
          </div>
          {error && !(error instanceof NamesNothing) && <Failed error={error} />}
          {failure && failure.fields.length === 0 && <Failed error={hold.error} />}
          <Actions>
            <Button look="primary" type="submit" busy={hold.isPending} refused={refused}>
              Hold
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </Actions>
        </Stack>
      </form>
    </Dialog>
  )
}

function whyNot(typed: TypedTarget, reason: string, isKnown: boolean): string | undefined {
  if (Object.values(typed).every((one) => one.trim() === ''))
    return 'Say what to hold: a host, a tenant, an endpoint or a type'
  if (reason.trim() === '') return 'Say why, for whoever comes next'
  return isKnown ? undefined : 'What is to be held is being looked up, or is not there'
}
