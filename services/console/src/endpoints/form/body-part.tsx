import { JsonEditor } from '../../editor/json-editor.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import type { PartProps } from './part.ts'
import { TransformPreview } from './transform-preview.tsx'

const example = '{ "text": "Invoice " & payload.invoice & " was paid" }'

/** What a request holds. */
export function BodyPart({ draft, change, problems, endpoint }: PartProps) {
  const { transform, envelope } = draft
  return (
    <>
      <Checkbox
        label="Envelope"
        hint="Sends {id, type, timestamp, data} with the payload as data, instead of the payload alone."
        checked={envelope}
        onChange={(checked) => change({ envelope: checked })}
      />
      <FieldGroup
        legend="Transform"
        optional
        hint={
          <>
            A JSONata expression from the event (<code>id</code>, <code>type</code>, <code>timestamp</code>,{' '}
            <code>payload</code>, <code>metadata</code>, <code>channels</code>) to the body. Where it fails, the
            delivery is dead at once and nothing is sent.
          </>
        }
        error={problems('/transform')}
      >
        <JsonEditor
          label="Transform"
          language="text"
          placeholder={example}
          value={transform}
          onChange={(text) => change({ transform: text })}
        />
      </FieldGroup>
      {endpoint ? (
        <TransformPreview endpointId={endpoint.id} transform={transform} envelope={envelope} />
      ) : (
        transform.trim() !== '' && (
          <p>Once the endpoint is there, its Configuration tab shows the body that comes out.</p>
        )
      )}
    </>
  )
}
