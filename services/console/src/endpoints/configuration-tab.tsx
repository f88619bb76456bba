import { useCan } from '../session/use-session.ts'
import { Code, pretty } from '../ui/code.tsx'
import { Facts, Section, Stack } from '../ui/page.tsx'
import type { Endpoint } from './form/draft.ts'
import { EndpointForm } from './form/endpoint-form.tsx'
import { scheduleWords } from './form/retry-words.ts'
import { useRefusal } from './use-endpoint.ts'

export default function ConfigurationTab({ endpoint }: { endpoint: Endpoint }) {
  const mayChange = useCan()('endpoints:write')
  const refused = useRefusal(endpoint)
  return mayChange && refused === undefined ? <EndpointForm endpoint={endpoint} /> : <Read endpoint={endpoint} />
}

/** For who may look and not touch. */
function Read({ endpoint }: { endpoint: Endpoint }) {
  const { url, description, uid, eventTypes, channels, filter, headers, timeoutMs, retrySchedule, rateLimit } = endpoint
  const { ordering, signing, transform, envelope, metadata } = endpoint
  return (
    <Section title="Configuration">
      <Stack>
        <Facts
          facts={[
            ['URL', <code key="url">{url}</code>],
            ['Description', description],
            ['uid', uid],
            ['Event types', eventTypes?.join(', ') ?? 'All types'],
            ['Channels', channels?.join(', ') ?? 'Any'],
            ['Headers of its own', headers.join(', ')],
            ['Timeout', timeoutMs === null ? 'As usual' : `${timeoutMs} ms`],
            ['Retry schedule', retrySchedule === null ? 'As usual' : scheduleWords(retrySchedule)],
            ['Rate limit', rateLimit === null ? 'None' : `${rateLimit.limit} in ${rateLimit.perSeconds} s`],
            ['Ordering', ordering],
            ['Signing', signing],
            ['Envelope', envelope ? 'Yes' : 'No'],
          ]}
        />
        {filter && <Part title="Filter" text={pretty(filter)} />}
        {transform && <Part title="Transform" text={transform} />}
        {Object.keys(metadata).length > 0 && <Part title="Metadata" text={pretty(metadata)} />}
      </Stack>
    </Section>
  )
}

const Part = ({ title, text }: { title: string; text: string }) => (
  <div>
    <h3>{title}</h3>
    <Code label={title} text={text} wrap />
  </div>
)
