import type { AnswerOf, BodyOf } from '@g5/sdk'
import { useState } from 'react'
import { faultsOf } from '../../api/faults.ts'
import { useChange } from '../../api/use-change.ts'
import { useDeployment } from '../../api/use-deployment.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Field, TextInput } from '../../ui/field.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { LeaveWarning } from '../../ui/leave-warning.tsx'
import { Grid, Section } from '../../ui/page.tsx'
import { readTexts, type TenantTexts, textsOf } from './tenant-texts.ts'

interface TextField {
  of: Exclude<keyof TenantTexts, 'validateEvents' | 'storeResponses'>
  pointer: string
  label: string
  hint: string
  number?: boolean
}

const names: TextField[] = [
  { of: 'name', pointer: '/name', label: 'Name', hint: 'As people know it' },
  { of: 'slug', pointer: '/slug', label: 'Slug', hint: 'A short name, unique; links that name the old one end' },
  { of: 'uid', pointer: '/uid', label: 'uid', hint: 'Your own id of it' },
  { of: 'class', pointer: '/class', label: 'Class', hint: 'What its deliveries are queued and weighed by' },
]
const limits: TextField[] = [
  {
    ...{ of: 'eventsPerSecond', pointer: '/limits/eventsPerSecond', number: true },
    ...{ label: 'Events a second', hint: 'Accepted in any second; more are refused with 429. Empty: no limit' },
  },
  {
    ...{ of: 'endpoints', pointer: '/limits/endpoints', number: true },
    ...{ label: 'Endpoints', hint: 'That it may have. Empty: 1,000' },
  },
  {
    ...{ of: 'payloadBytes', pointer: '/limits/payloadBytes', number: true },
    ...{ label: 'Bytes of a payload', hint: 'Empty: as many as the deployment takes' },
  },
  {
    ...{ of: 'payloadRetentionDays', pointer: '/settings/payloadRetentionDays', number: true },
    label: 'Days that payloads are kept',
    hint: 'Then they are erased, and what is still open of those events is cancelled. Empty: as long as the events',
  },
]
const pointers = [...names, ...limits].map(({ pointer }) => pointer)

/** Everything of a tenant that can be set, save its status. */
export function EditTenant({ tenant }: { tenant: AnswerOf<'tenants.get'> }) {
  const deployment = useDeployment()
  const [texts, setTexts] = useState(() => textsOf(tenant))
  const read = readTexts(texts)
  const save = useChange((patch: BodyOf<'tenants.update'>) => deployment.tenants.update(tenant.id, patch), {
    done: 'Saved; it holds from now on',
    tellFailure: false,
  })
  const faults = faultsOf(save.error, pointers)
  const faultAt = (pointer: string) =>
    read.kind === 'faulty' && read.faults.some((one) => one.pointer === pointer)
      ? 'Must be a whole number'
      : faults.at(pointer)
  const untouched = JSON.stringify(texts) === JSON.stringify(textsOf(tenant))
  const input = ({ of, pointer, label, hint, number = false }: TextField) => (
    <Field key={of} label={label} hint={hint} error={faultAt(pointer)} optional={number || of === 'uid'}>
      <TextInput
        mono={of === 'slug' || of === 'uid'}
        inputMode={number ? 'numeric' : undefined}
        value={texts[of]}
        onChange={(event) => setTexts({ ...texts, [of]: event.target.value })}
      />
    </Field>
  )
  return (
    <Section title="Names, limits and settings">
      <Form
        label="Names, limits and settings"
        onSubmit={() => {
          if (read.kind === 'patch') save.mutate(read.patch)
        }}
      >
        <LeaveWarning unsaved={() => !untouched} />
        <Grid>{names.map(input)}</Grid>
        <Grid>{limits.map(input)}</Grid>
        <Checkbox
          label="Validate events"
          hint="Events of undeclared types, and those that do not fit their schema, are refused"
          checked={texts.validateEvents}
          onChange={(validateEvents) => setTexts({ ...texts, validateEvents })}
        />
        <Checkbox
          label="Keep what receivers answer"
          hint="The first 16 KiB of each answer, to be seen at the attempt"
          checked={texts.storeResponses}
          onChange={(storeResponses) => setTexts({ ...texts, storeResponses })}
        />
        <FormFailure error={save.error} fields={pointers} />
        <Actions>
          <Button
            type="submit"
            look="primary"
            busy={save.isPending}
            refused={
              untouched
                ? 'Nothing has been changed'
                : read.kind === 'faulty'
                  ? 'A number is none: see above'
                  : undefined
            }
          >
            Save
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
