import { verbatim } from '@g5/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { JsonEditor } from '../../editor/json-editor.tsx'
import { useCan } from '../../session/use-session.ts'
import { useSettled } from '../../time/use-settled.ts'
import { duration } from '../../time/words.ts'
import { Code } from '../../ui/code.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { Loaded } from '../../ui/told.tsx'

interface TransformPreviewProps {
  endpointId: string
  transform: string
  envelope: boolean
}

const own = 'own'

/** The body as it would be, of a recent event or of a payload that is typed in. Nothing is sent, and nothing stored. */
export function TransformPreview({ endpointId, transform, envelope }: TransformPreviewProps) {
  const { g5, key } = useApi()
  const mayReadPayloads = useCan()('payloads:read')
  const [source, setSource] = useState(own)
  const [payload, setPayload] = useState('{\n  "amount": 1200\n}')
  const events = useQuery({
    queryKey: [key, 'events', 'for-preview'],
    queryFn: ({ signal }) => Promise.resolve(g5.events.list({ limit: 10 }, { signal })),
    enabled: mayReadPayloads,
  })
  const asked = useSettled(JSON.stringify({ source, payload, transform, envelope }))
  const preview = useQuery({
    queryKey: [key, 'endpoints', endpointId, 'preview', asked],
    queryFn: ({ signal }) => {
      const event = source === own ? { payload: verbatim(payload) } : { eventId: source }
      const body = { ...event, envelope, transform: transform.trim() || null }
      return Promise.resolve(g5.endpoints.preview(endpointId, body, { signal, retries: 0 }))
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  // An answer to what was asked before must not stand beside what is wrong now.
  const shown = preview.error ? { ...preview, data: undefined } : preview
  return (
    <FieldGroup legend="Preview" hint="The body that would be signed and sent, as the form stands. Nothing is sent.">
      <Field label="Of">
        <Select
          value={source}
          onChange={setSource}
          options={[
            { value: own, label: 'A payload of your own' },
            ...(events.data?.data ?? []).map(({ id, type }) => ({ value: id, label: `${type} ${id}` })),
          ]}
        />
      </Field>
      {source === own && <JsonEditor label="Payload to preview" value={payload} onChange={setPayload} />}
      <Loaded query={shown} what="the preview">
        {({ body, bytes, ms }) => (
          <div>
            <Code label="the body" text={body} wrap />
            <p>
              {bytes.toLocaleString()} bytes
              {ms > 0 && `, made in ${duration(ms)}`}
            </p>
          </div>
        )}
      </Loaded>
    </FieldGroup>
  )
}
