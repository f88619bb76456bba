import { verbatim } from '@g5/sdk'
import { type FormEvent, useState } from 'react'
import { faultsOf } from '../../api/faults.ts'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { JsonEditor } from '../../editor/json-editor.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { FormFailure } from '../../ui/form.tsx'
import { Section, Stack } from '../../ui/page.tsx'
import type { Endpoint } from '../form/draft.ts'
import css from '../form/form.module.css'
import { useRefusal } from '../use-endpoint.ts'
import { Exchange } from './exchange.tsx'

const fields = ['/type']

/** A signed request, made now, with all of what was said on either side. */
export default function TestTab({ endpoint }: { endpoint: Endpoint }) {
  const { g5, key } = useApi()
  const refused = useRefusal(endpoint)
  const [type, setType] = useState('')
  const [payload, setPayload] = useState('')
  const fault = faultOf(payload)
  const send = useChange(
    () =>
      g5.endpoints.test(endpoint.id, {
        ...(type.trim() !== '' && { type: type.trim() }),
        ...(payload.trim() !== '' && { payload: verbatim(payload) }),
      }),
    { touches: [[key, 'audit']], tellFailure: false },
  )
  const first = endpoint.eventTypes?.find((one) => !one.includes('*')) ?? 'webhook.test'
  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (refused === undefined && fault === undefined && !send.isPending) send.mutate()
  }
  return (
    <Stack>
      <Section
        title="Send a test"
        about="One request, signed and sent at once as a delivery would be. It is not stored and not tried again, and works while the endpoint is disabled too."
      >
        <form className={css.form} onSubmit={onSubmit} noValidate>
          <Field
            label="Event type"
            optional
            hint={`${first} unless told.`}
            error={faultsOf(send.error, fields).at('/type')}
          >
            <TextInput mono placeholder={first} value={type} onChange={(event) => setType(event.target.value)} />
          </Field>
          <FieldGroup legend="Payload" optional hint="JSON, sent byte for byte. Left empty, a sample." error={fault}>
            <JsonEditor label="Payload" value={payload} onChange={setPayload} placeholder='{ "amount": 1200 }' />
          </FieldGroup>
          <div>
            <Button type="submit" look="primary" busy={send.isPending} refused={refused ?? fault}>
              Send test
            </Button>
          </div>
        </form>
      </Section>
      <div role="status">
        {send.isPending && <p>Sent. Waiting for the answer…</p>}
        {send.data && !send.isPending && <Exchange attempt={send.data} endpointId={endpoint.id} />}
      </div>
      <FormFailure error={send.error} fields={fields} />
    </Stack>
  )
}

function faultOf(payload: string): string | undefined {
  if (payload.trim() === '') return undefined
  try {
    JSON.parse(payload)
    return undefined
  } catch (error) {
    return `It is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}
