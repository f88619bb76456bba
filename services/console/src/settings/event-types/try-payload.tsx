import { type AnswerOf, verbatim } from '@g5/sdk'
import { useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { JsonField } from '../../editor/json-field.tsx'
import { Button } from '../../ui/button.tsx'
import { pretty } from '../../ui/code.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { Row, Section } from '../../ui/page.tsx'
import { Note } from '../../ui/told.tsx'
import { withoutPrefix } from './pointers.ts'

/** Holds a payload against the schema as it is stored; nothing is sent. */
export function TryPayload({
  eventType: { name, schema, version, examples },
}: {
  eventType: AnswerOf<'eventTypes.get'>
}) {
  const { g5 } = useApi()
  const [text, setText] = useState(() => (examples.length > 0 ? pretty(examples[0]) : '{}'))
  const validate = useChange((json: string) => g5.eventTypes.validate(name, { payload: verbatim(json) }), {
    touches: [],
    tellFailure: false,
  })
  const change = (next: string) => {
    setText(next)
    validate.reset()
  }
  const answer = validate.data
  return (
    <Section
      title="Try a payload"
      about={
        schema === null
          ? 'Any payload will do: this type has no schema.'
          : `Held against version ${version} as it is saved. Nothing is sent.`
      }
      actions={examples.map((example, i) => (
        <Button key={i} onClick={() => change(pretty(example))}>
          Example {i + 1}
        </Button>
      ))}
    >
      <Form label="Try a payload" onSubmit={() => isJson(text) && validate.mutate(text)}>
        <JsonField
          label="Payload"
          value={text}
          onChange={change}
          problems={answer ? withoutPrefix(answer.errors, '/payload') : []}
        />
        <FormFailure error={validate.error} fields={[]} />
        {answer && (
          <div role="status">
            <Note tone={answer.valid ? 'good' : 'bad'}>
              {answer.valid
                ? 'This payload fits.'
                : `This payload does not fit, in ${answer.errors.length === 1 ? 'one place' : `${answer.errors.length} places`}: see above.`}
            </Note>
          </div>
        )}
        <Row>
          <Button
            type="submit"
            busy={validate.isPending}
            refused={isJson(text) ? undefined : 'The payload is no JSON yet'}
          >
            Validate
          </Button>
        </Row>
      </Form>
    </Section>
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
