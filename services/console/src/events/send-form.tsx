import { type FieldError, G5Problem } from '@g5/sdk'
import { Send } from 'lucide-react'
import { useEffect, useState } from 'react'
import { failureOf } from '../api/failure.ts'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useChange } from '../api/use-change.ts'
import { JsonEditor } from '../editor/json-editor.tsx'
import { Actions } from '../ui/actions.tsx'
import { Button } from '../ui/button.tsx'
import { Field, Select, TextInput } from '../ui/field.tsx'
import { Section, Stack } from '../ui/page.tsx'
import { Failed, Note } from '../ui/told.tsx'
import { CurlDialog } from './curl-dialog.tsx'
import { type Draft, emptyDraft, readDraft } from './draft.ts'
import { useEventTypes } from './event-types.ts'
import type { SentEvent } from './send-event-page.tsx'
import css from './send-form.module.css'
import { SendOptions } from './send-options.tsx'
import { ValidatePayload } from './validate-payload.tsx'

interface SendFormProps {
  initial: Draft
  onSent: (sent: SentEvent) => void
}

export function SendForm({ initial, onSent }: SendFormProps) {
  const { g5 } = useApi()
  const needsTenant = useNeedsTenant()
  const types = useEventTypes()
  const [draft, setDraft] = useState(initial)
  /** What nobody wrote: only that is replaced by itself. */
  const [filled, setFilled] = useState(initial.payload === emptyDraft.payload ? initial.payload : undefined)
  const [faults, setFaults] = useState<readonly FieldError[]>([])
  const [showingCurl, setShowingCurl] = useState(false)
  const send = useChange(
    async (body: Parameters<typeof g5.events.post>[0]) => {
      const { data, replayed } = await g5.events.post(body).withResponse()
      return { accepted: data, replayed }
    },
    {
      tellFailure: false,
      onDone(sent) {
        onSent(sent)
        document.getElementById('main')?.scrollTo({ top: 0 })
      },
    },
  )
  const declared = types.data?.data.find(({ name }) => name === draft.type.trim())
  const refusals = send.error ? failureOf(send.error).fields : []
  const faultOf = (pointer: string) =>
    [...faults, ...refusals].find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))
  const told = (pointer: string) => {
    const fault = faultOf(pointer)
    return fault && `${fault.pointer === pointer ? '' : `${fault.pointer} `}${fault.detail}`
  }
  const change = (next: Partial<Draft>) => {
    setFaults([])
    setDraft((before) => ({ ...before, ...next }))
  }
  const fill = (example: unknown) => {
    const text = JSON.stringify(example, undefined, 2)
    setFilled(text)
    change({ payload: text })
  }
  const example = declared?.examples[0]
  useEffect(() => {
    if (example !== undefined && draft.payload === filled) fill(example)
  }, [example])
  function readyOr(then: (ready: Extract<ReturnType<typeof readDraft>, { kind: 'event' }>) => void): void {
    const read = readDraft(draft)
    if (read.kind === 'event') then(read)
    else setFaults(read.faults)
  }
  const isFieldFault = send.error instanceof G5Problem && refusals.length > 0
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!needsTenant) readyOr(({ body }) => send.mutate(body))
      }}
    >
      <Section title="What happened">
        <Field
          label="Type"
          hint={declared?.description ?? 'Words joined by dots, such as invoice.paid.'}
          error={told('/type')}
        >
          <TextInput
            mono
            required
            value={draft.type}
            list="declared-types"
            onChange={(event) => change({ type: event.target.value })}
          />
        </Field>
        <datalist id="declared-types">
          {types.data?.data.map(({ name, description }) => (
            <option key={name} value={name}>
              {description}
            </option>
          ))}
        </datalist>
        {declared?.archived && <Note tone="warn">This type is archived: it is no longer meant to be used.</Note>}
        {declared && declared.examples.length > 1 && (
          <Field label="Begin with an example">
            <Select
              value=""
              onChange={(place) => fill(declared.examples[Number(place)])}
              options={[
                { value: '', label: 'Choose…' },
                ...declared.examples.map((_, place) => ({ value: String(place), label: `Example ${place + 1}` })),
              ]}
            />
          </Field>
        )}
        <Stack>
          <h3>Payload</h3>
          <JsonEditor label="Payload" value={draft.payload} onChange={(payload) => change({ payload })} />
          {faultOf('/payload') && (
            <p role="alert" className={css.fault}>
              The payload: {told('/payload')}
            </p>
          )}
          {declared && declared.schema !== null && (
            <ValidatePayload key={declared.name} type={declared} payload={draft.payload} />
          )}
        </Stack>
      </Section>
      <SendOptions draft={draft} onChange={change} told={told} />
      {send.error && !isFieldFault && <Failed error={send.error} />}
      {(faults.length > 0 || isFieldFault) && (
        <p role="alert" className={css.fault}>
          It was not sent: what is marked above can’t be taken as it is.
        </p>
      )}
      <Actions>
        <Button
          type="submit"
          look="primary"
          icon={<Send />}
          busy={send.isPending}
          refused={needsTenant ? 'Choose a tenant above first' : undefined}
        >
          Send
        </Button>
        <Button onClick={() => readyOr(() => setShowingCurl(true))}>Show as curl</Button>
      </Actions>
      {showingCurl && <CurlDialog draft={draft} onClose={() => setShowingCurl(false)} />}
    </form>
  )
}
