import { words } from '@g5/sdk'
import { faultsOf } from '../../api/faults.ts'
import { Checkbox, Field, Radios, Select, TextInput } from '../../ui/field.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { capabilitySays, lifetimes } from './capabilities.ts'
import type { Chosen } from './chosen.ts'
import { EndpointChoice } from './endpoint-choice.tsx'

interface SessionFieldsProps {
  chosen: Chosen
  onChange: (chosen: Chosen) => void
  error: unknown
}

export const sessionPointers = ['/capabilities', '/endpointIds', '/expiresInSeconds', '/subject']

export function SessionFields({ chosen, onChange, error }: SessionFieldsProps) {
  const { capabilities, some, endpoints, seconds, subject } = chosen
  const faults = faultsOf(error, sessionPointers)
  return (
    <>
      <FieldGroup legend="What they may do" error={faults.at('/capabilities')}>
        {words['portalSessions.create'].capabilities.map((one) => (
          <Checkbox
            key={one}
            label={<code>{one}</code>}
            hint={capabilitySays[one]}
            checked={capabilities.includes(one)}
            onChange={(on) =>
              onChange({
                ...chosen,
                capabilities: on ? [...capabilities, one] : capabilities.filter((other) => other !== one),
              })
            }
          />
        ))}
      </FieldGroup>
      <Radios
        legend="Which endpoints"
        value={some ? 'some' : 'all'}
        onChange={(next) => onChange({ ...chosen, some: next === 'some' })}
        options={[
          { value: 'all', label: 'All of the tenant’s, and those to come' },
          { value: 'some', label: 'Only some', hint: 'And only their deliveries; up to 100 endpoints' },
        ]}
      />
      {some && (
        <FieldGroup legend="The endpoints" error={faults.at('/endpointIds')}>
          <EndpointChoice chosen={endpoints} onChange={(next) => onChange({ ...chosen, endpoints: next })} />
        </FieldGroup>
      )}
      <Field label="How long the session lasts" error={faults.at('/expiresInSeconds')}>
        <Select
          value={String(seconds)}
          onChange={(next) => onChange({ ...chosen, seconds: Number(next) })}
          options={lifetimes.map((one) => ({ value: String(one.seconds), label: one.label }))}
        />
      </Field>
      <Field
        label="Subject"
        optional
        hint="Who it is for, as the audit log will name them; such as ada@customer.example"
        error={faults.at('/subject')}
      >
        <TextInput value={subject} onChange={(event) => onChange({ ...chosen, subject: event.target.value })} />
      </Field>
    </>
  )
}
