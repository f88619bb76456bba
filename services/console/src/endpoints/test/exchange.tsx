import type { AnswerOf } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { errorWords, type Told } from '../../deliveries/errors.ts'
import { duration } from '../../time/words.ts'
import { Code } from '../../ui/code.tsx'
import { Facts, Grid, Section, Stack } from '../../ui/page.tsx'
import { words } from '../../ui/states-of.tsx'
import { Note } from '../../ui/told.tsx'
import { answerText, formatted, phasesOf, requestText } from './exchange-text.ts'

type Attempt = AnswerOf<'endpoints.test'>

interface ExchangeProps {
  attempt: Attempt
  endpointId: string
}

/** What was asked and what was answered, as it went over the wire, with the verdict first. */
export function Exchange({ attempt, endpointId }: ExchangeProps) {
  const { request, response, durationMs, timings } = attempt
  return (
    <Stack>
      <Verdict attempt={attempt} endpointId={endpointId} />
      <Section title="Timings">
        <Facts
          facts={[
            ...phasesOf(timings, durationMs).map(([name, ms]) => [name, ms === null ? null : duration(ms)] as const),
            ['In all', duration(durationMs)],
          ]}
        />
      </Section>
      <Grid wide>
        <Section title="Request" about="Values of the endpoint’s own headers are left out.">
          <Code label="the request’s head" text={requestText(request)} wrap />
          <Code label="the request’s body" text={request.body} wrap />
        </Section>
        <Section title="Answer">
          {response ? (
            <>
              <Code label="the answer’s head" text={answerText(response)} wrap />
              {response.body === '' ? (
                <p>It had no body.</p>
              ) : (
                <Code label="the answer’s body" text={formatted(response.body)} wrap />
              )}
            </>
          ) : (
            <p>There was none.</p>
          )}
        </Section>
      </Grid>
    </Stack>
  )
}

function Verdict({ attempt: { outcome, errorCode, detail, response }, endpointId }: ExchangeProps) {
  if (outcome === 'delivered')
    return (
      <Note tone="good">
        <p>
          <strong>Delivered: the receiver answered {response?.status}.</strong> Have it verify signatures too: the{' '}
          <Link to="/endpoints/$endpointId" params={{ endpointId }} search={{ tab: 'verify' }}>
            Verify
          </Link>{' '}
          tab shows how, in your language.
        </p>
      </Note>
    )
  const said = errorCode === 'http_gone' ? gone : errorCode && errorWords[errorCode]
  return (
    <Note tone="bad">
      <p>
        <strong>
          Failed: {errorCode && words(errorCode)}
          {response && `, status ${response.status}`}.
        </strong>{' '}
        {said?.what}
      </p>
      {detail && <p>It was said: {detail}</p>}
      {said && <p>{said.do}</p>}
    </Note>
  )
}

/** A test changes nothing, whatever it is answered. */
const gone: Told = {
  what: 'The receiver said that it is gone for good (410).',
  do: 'A delivery that is answered so disables the endpoint: write the new address into its URL, or mend the receiver.',
}
