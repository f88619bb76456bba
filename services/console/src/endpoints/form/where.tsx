import { Field, TextInput } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import type { PartProps } from './part.ts'

export function Where({ draft, change, problems }: PartProps) {
  return (
    <Section title="Where it goes">
      <Field
        label="URL"
        hint="Each event is sent there by POST. It must answer 2xx within the timeout."
        error={problems('/url')}
      >
        <TextInput
          mono
          type="url"
          inputMode="url"
          placeholder="https://example.com/webhooks"
          value={draft.url}
          onChange={(event) => change({ url: event.target.value })}
        />
      </Field>
      <Field
        label="Description"
        optional
        hint="For people: what it is for, and whom to ask."
        error={problems('/description')}
      >
        <TextInput value={draft.description} onChange={(event) => change({ description: event.target.value })} />
      </Field>
    </Section>
  )
}
