import type { AnswerOf } from '@g5/sdk'
import { type ChangeEvent, useState } from 'react'
import { failureOf } from '../../api/failure.ts'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { JsonField } from '../../editor/json-field.tsx'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { Note } from '../../ui/told.tsx'
import { ImportPlan } from './import-plan.tsx'
import { readDocument } from './read-document.ts'

/** From an OpenAPI document: first it says what would be made, then makes it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { g5 } = useApi()
  const shared = useNeedsTenant()
  const [text, setText] = useState('')
  const [plan, setPlan] = useState<AnswerOf<'eventTypes.import'>>()
  const read = readDocument(text)
  const look = useChange((openapi: Record<string, unknown>) => g5.eventTypes.import({ openapi, dryRun: true }), {
    touches: [],
    onDone: setPlan,
    tellFailure: false,
  })
  const make = useChange((openapi: Record<string, unknown>) => g5.eventTypes.import({ openapi }), {
    done: ({ created, changed }) => `${created.length} made, ${changed.length} changed`,
    onDone: onClose,
    tellFailure: false,
  })
  const error = make.error ?? look.error
  const change = (next: string) => {
    setText(next)
    setPlan(undefined)
    look.reset()
    make.reset()
  }
  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0]
    if (file) change(await file.text())
  }

  return (
    <Dialog
      open
      wide
      stays
      onOpenChange={onClose}
      title="Import event types"
      about="Each of the webhooks of an OpenAPI 3.1 document becomes an event type, the JSON body of its POST the schema. What the document does not name stays as it is."
    >
      <Form
        label="Import event types"
        onSubmit={() => {
          if (read.kind === 'document') (plan ? make : look).mutate(read.document)
        }}
      >
        {shared && <Note>No tenant is chosen above, so these types will be shared with every tenant.</Note>}
        <Field label="A file" optional hint="JSON, up to 2 MiB; or paste it below">
          <TextInput type="file" accept=".json,application/json" onChange={(event) => void choose(event)} />
        </Field>
        <JsonField
          label="OpenAPI document"
          value={text}
          onChange={change}
          placeholder={'{ "openapi": "3.1.0", "webhooks": { … } }'}
          problems={error ? failureOf(error).fields : []}
        />
        <FormFailure error={error} fields={['/openapi']} />
        {plan && <ImportPlan plan={plan} />}
        <Actions>
          <Button
            type="submit"
            look="primary"
            busy={look.isPending || make.isPending}
            refused={read.kind === 'document' ? refusal(plan) : read.why}
          >
            {plan ? 'Import' : 'Show what it would do'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}

const refusal = (plan: AnswerOf<'eventTypes.import'> | undefined) =>
  plan && plan.created.length + plan.changed.length === 0 ? 'There is nothing to make or to change' : undefined
