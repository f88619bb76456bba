import { Plus, Trash } from 'lucide-react'
import { failureOf } from '../../api/failure.ts'
import { faultsOf } from '../../api/faults.ts'
import { JsonField } from '../../editor/json-field.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Row } from '../../ui/page.tsx'
import type { EventTypeTexts } from './event-type-texts.ts'

/** As many as the API takes. */
const mostExamples = 10

export const eventTypeFields = ['/name', '/description', '/schema', '/examples']

interface EventTypeFieldsProps {
  texts: EventTypeTexts
  onChange: (texts: EventTypeTexts) => void
  error: unknown
  /** What was found before anybody was asked. */
  faults: readonly { pointer: string; detail: string }[]
}

export function EventTypeFields({ texts, onChange, error, faults }: EventTypeFieldsProps) {
  const { description, schema, examples } = texts
  const found = [...faults, ...(error ? failureOf(error).fields : [])]
  const below = (place: string) => found.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`))
  const replaced = (i: number, text: string) => examples.with(i, text)
  return (
    <>
      <Field
        label="Description"
        optional
        hint="What happened when an event of this type is sent, for those who receive it"
        error={faultsOf(error, ['/description']).at('/description')}
      >
        <TextArea
          value={description}
          onChange={(event) => onChange({ ...texts, description: event.target.value })}
          rows={2}
        />
      </Field>
      <JsonField
        label="JSON Schema"
        optional
        value={schema}
        onChange={(next) => onChange({ ...texts, schema: next })}
        placeholder={'{ "type": "object", "required": ["amount"], "properties": { "amount": { "type": "number" } } }'}
        hint="Draft 2020-12, of the payload alone. References stay within the schema (#/$defs/…). Without one any payload will do."
        problems={below('/schema')}
      />
      {examples.map((text, i) => (
        <JsonField
          key={i}
          label={`Example ${i + 1}`}
          value={text}
          onChange={(next) => onChange({ ...texts, examples: replaced(i, next) })}
          problems={below(`/examples/${i}`)}
          actions={
            <IconButton
              label={`Remove example ${i + 1}`}
              icon={<Trash />}
              onClick={() => onChange({ ...texts, examples: examples.toSpliced(i, 1) })}
            />
          }
        />
      ))}
      <Row>
        <Button
          icon={<Plus />}
          refused={examples.length >= mostExamples ? `There may be ${mostExamples} of them` : undefined}
          onClick={() => onChange({ ...texts, examples: [...examples, '{}'] })}
        >
          Add an example
        </Button>
      </Row>
    </>
  )
}
