import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { faultsOf } from '../../api/faults.ts'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { useCan } from '../../session/use-session.ts'
import { Lost } from '../../shell/lost.tsx'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { LeaveWarning } from '../../ui/leave-warning.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Note } from '../../ui/told.tsx'
import { EventTypeFields, eventTypeFields } from './event-type-fields.tsx'
import { noTexts, readTexts } from './event-type-texts.ts'

export default function NewEventTypePage() {
  const may = useCan()('event-types:write')
  return may ? <NewEventType /> : <Lost />
}

function NewEventType() {
  const { g5 } = useApi()
  const shared = useNeedsTenant()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [texts, setTexts] = useState(noTexts)
  const read = readTexts(texts)
  const [asked, setAsked] = useState(false)
  const declared = useRef(false)
  const create = useChange(
    (values: Extract<typeof read, { kind: 'values' }>['values']) =>
      g5.eventTypes.create({ name: name.trim(), ...values }),
    {
      done: (made) => `${made.name} is declared`,
      onDone: (made) => {
        declared.current = true
        void navigate({ to: '/settings/event-types/$name', params: { name: made.name } })
      },
      tellFailure: false,
    },
  )

  return (
    <Page
      title="New event type"
      about="A name that endpoints can subscribe to, and if you like the shape that its payloads have."
    >
      {shared && <Note>No tenant is chosen above, so this type will be shared: every tenant sees it, read-only.</Note>}
      <Section title="The type">
        <Form
          label="New event type"
          onSubmit={() => {
            setAsked(true)
            if (read.kind === 'values') create.mutate(read.values)
          }}
        >
          <LeaveWarning unsaved={() => !declared.current && (name !== '' || texts !== noTexts)} />
          <Field
            label="Name"
            hint="Such as invoice.paid. It can’t be changed later, since events and endpoints name it."
            error={faultsOf(create.error, ['/name']).at('/name')}
          >
            <TextInput mono autoFocus value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <EventTypeFields
            texts={texts}
            onChange={setTexts}
            error={create.error}
            faults={asked && read.kind === 'faulty' ? read.faults : []}
          />
          <FormFailure error={create.error} fields={eventTypeFields} />
          <Actions>
            <Button
              type="submit"
              look="primary"
              busy={create.isPending}
              refused={name.trim() === '' ? 'Give it a name first' : undefined}
            >
              {shared ? 'Declare for all tenants' : 'Declare event type'}
            </Button>
          </Actions>
        </Form>
      </Section>
    </Page>
  )
}
