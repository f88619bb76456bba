import type { AnswerOf } from '@g5/sdk'
import { useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { LeaveWarning } from '../../ui/leave-warning.tsx'
import { Section } from '../../ui/page.tsx'
import { EventTypeFields, eventTypeFields } from './event-type-fields.tsx'
import { readTexts, textsOf } from './event-type-texts.ts'

export function EditEventType({ eventType }: { eventType: AnswerOf<'eventTypes.get'> }) {
  const { g5 } = useApi()
  const { name, version } = eventType
  const [texts, setTexts] = useState(() => textsOf(eventType))
  const [asked, setAsked] = useState(false)
  const read = readTexts(texts)
  const untouched = JSON.stringify(texts) === JSON.stringify(textsOf(eventType))
  const save = useChange(
    (values: Extract<typeof read, { kind: 'values' }>['values']) => g5.eventTypes.update(name, values),
    {
      done: (after) => (after.version === version ? 'Saved' : `Saved; the schema is version ${after.version} now`),
      onDone: (after) => {
        setTexts(textsOf(after))
        setAsked(false)
      },
      tellFailure: false,
    },
  )
  return (
    <Section
      title="Description, schema and examples"
      about={
        eventType.schema === null
          ? 'It has no schema: any payload will do'
          : `The schema is version ${version}. Another one is a new version; events that are posted after it are held against that.`
      }
    >
      <Form
        label={`Change ${name}`}
        onSubmit={() => {
          setAsked(true)
          if (read.kind === 'values') save.mutate(read.values)
        }}
      >
        <LeaveWarning unsaved={() => !untouched} />
        <EventTypeFields
          texts={texts}
          onChange={setTexts}
          error={save.error}
          faults={asked && read.kind === 'faulty' ? read.faults : []}
        />
        <FormFailure error={save.error} fields={eventTypeFields} />
        <Actions>
          <Button
            type="submit"
            look="primary"
            busy={save.isPending}
            refused={untouched ? 'Nothing has been changed' : undefined}
          >
            Save
          </Button>
          {!untouched && (
            <Button
              onClick={() => {
                setTexts(textsOf(eventType))
                setAsked(false)
                save.reset()
              }}
            >
              Undo changes
            </Button>
          )}
        </Actions>
      </Form>
    </Section>
  )
}
