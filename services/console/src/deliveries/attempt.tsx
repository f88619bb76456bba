import type { AttemptDetail } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../api/use-api.ts'
import { exact } from '../time/words.ts'
import { Code, Copyable } from '../ui/code.tsx'
import { Facts, Section, Stack } from '../ui/page.tsx'
import { Loaded, Note } from '../ui/told.tsx'
import css from './attempt.module.css'
import { AttemptResult } from './attempts.tsx'
import { errorWords } from './errors.ts'
import { Timings } from './timings.tsx'

interface AttemptSectionProps {
  deliveryId: string
  eventId: string
  number: number
  /** Its cause is told elsewhere on the page. */
  known: boolean
}

/** One attempt: what was sent, how long each part took, and what came back. */
export function AttemptSection({ deliveryId, eventId, number, known }: AttemptSectionProps) {
  const { g5, key } = useApi()
  const attempt = useQuery({
    queryKey: [key, 'deliveries', 'attempt', deliveryId, number],
    queryFn: ({ signal }) => Promise.resolve(g5.deliveries.getAttempt(deliveryId, String(number), { signal })),
  })
  return (
    <Section title={`Attempt ${number}`}>
      <Loaded query={attempt} what="the attempt" lines={6}>
        {(found) => <Told attempt={found} eventId={eventId} known={known} />}
      </Loaded>
    </Section>
  )
}

interface ToldProps {
  attempt: AttemptDetail
  eventId: string
  known: boolean
}

function Told({ attempt, eventId, known }: ToldProps) {
  const { errorCode, detail, startedAt, traceId, request, response } = attempt
  const told = !known && errorCode && errorWords[errorCode]
  return (
    <Stack>
      {told && (
        <p>
          <strong>{told.what}</strong> {detail && `${detail} `}
          {told.do}
        </p>
      )}
      <Facts
        facts={[
          ['Result', <AttemptResult key="result" attempt={attempt} />],
          ['Started', exact(Date.parse(startedAt))],
          ['Trace', traceId && <Copyable text={traceId} label="trace id" />],
        ]}
      />
      <h3>Timings</h3>
      <Timings attempt={attempt} />
      <h3>Answer</h3>
      <Answer response={response} />
      <h3>Request</h3>
      {request === null ? (
        <p>Nothing was sent, since the endpoint’s transform made no body.</p>
      ) : (
        <>
          <p className={css.url}>
            POST {request.url ?? 'to the URL of that time: the endpoint was changed since, or is gone'}
          </p>
          <Headers headers={request.headers} />
          <p className={css.soft}>
            The body was made of the{' '}
            <Link to="/events/$eventId" params={{ eventId }}>
              event’s payload
            </Link>
            . Signatures and values of your own headers are not kept.
          </p>
        </>
      )}
    </Stack>
  )
}

function Answer({ response }: { response: AttemptDetail['response'] }): ReactNode {
  if (response === null) return <p>There was none.</p>
  const { status, body, encoding } = response
  if (body === undefined)
    return (
      <>
        <p>Status {status}</p>
        <Note>Your role does not show what receivers answer. A role that may read payloads does.</Note>
      </>
    )
  return (
    <>
      <p>
        Status {status}
        {encoding === 'base64' && '. The body is no text, so it is written in base64.'}
      </p>
      {body === null || body === '' ? (
        <p className={css.soft}>Its body was empty, is not kept, or was erased.</p>
      ) : (
        <Code text={body} label="answer" wrap />
      )}
    </>
  )
}

function Headers({ headers }: { headers: Record<string, string> }) {
  return (
    <div className={css.scroll} role="region" aria-label="Request headers" tabIndex={0}>
      <table className={css.headers}>
        <tbody>
          {Object.entries(headers).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
