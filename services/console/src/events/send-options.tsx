import { endpointLabel, useSomeEndpoints } from '../deliveries/endpoint-name.tsx'
import { ManyOf } from '../table/many-of.tsx'
import { Field, TextArea, TextInput } from '../ui/field.tsx'
import { Grid, Section, Stack } from '../ui/page.tsx'
import type { Draft } from './draft.ts'

interface SendOptionsProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  /** What is wrong with the field of a pointer. */
  told: (pointer: string) => string | undefined
}

/** What may be left out. */
export function SendOptions({ draft, onChange, told }: SendOptionsProps) {
  const endpoints = useSomeEndpoints()
  const set = (name: 'uid' | 'channels' | 'metadata' | 'deliverAt' | 'expiresAt') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
  const wrongEndpoints = told('/endpointIds')
  return (
    <Section title="Options">
      <Grid wide>
        <Field
          label="Your id (uid)"
          optional
          hint="The same uid and content again is answered with the first event, and sends nothing."
          error={told('/uid')}
        >
          <TextInput mono {...set('uid')} />
        </Field>
        <Field
          label="Channels"
          optional
          hint="Separated by commas. Endpoints with channels get it only if they share one."
          error={told('/channels')}
        >
          <TextInput mono {...set('channels')} />
        </Field>
        <Field
          label="Metadata"
          optional
          hint="A line each, name=value. Not sent; found by search and looked at by filters."
          error={told('/metadata')}
        >
          <TextArea {...set('metadata')} />
        </Field>
        <Stack>
          <div role="group" aria-label="Only to endpoints">
            <ManyOf
              label="Only to endpoints"
              options={(endpoints.data?.data ?? []).map((one) => ({ value: one.id, label: endpointLabel(one) }))}
              value={draft.endpointIds}
              onChange={(endpointIds) => onChange({ endpointIds })}
            />
            <p>
              {draft.endpointIds.length === 0
                ? 'To all that want it.'
                : 'Of those that want it, to none but those that are chosen.'}
            </p>
          </div>
          {wrongEndpoints && <p role="alert">{wrongEndpoints}</p>}
        </Stack>
        <Field label="Deliver at" optional hint="Not before then, in your own time zone." error={told('/deliverAt')}>
          <TextInput type="datetime-local" {...set('deliverAt')} />
        </Field>
        <Field
          label="Expires at"
          optional
          hint="What is not delivered by then is cancelled."
          error={told('/expiresAt')}
        >
          <TextInput type="datetime-local" {...set('expiresAt')} />
        </Field>
      </Grid>
    </Section>
  )
}
