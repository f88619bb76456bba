import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCan } from '../../session/use-session.ts'
import { Code } from '../../ui/code.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Section, Stack } from '../../ui/page.tsx'
import { Note } from '../../ui/told.tsx'
import type { Endpoint } from '../form/draft.ts'
import { snippets } from './snippets/index.ts'
import css from './verify.module.css'

/** How a receiver tells that a request is from here, in the language that it is written in. */
export default function VerifyTab({ endpoint: { id, signing } }: { endpoint: Endpoint }) {
  const [first] = snippets
  const [language, setLanguage] = useState(first?.id ?? '')
  const can = useCan()
  const snippet = snippets.find((one) => one.id === language) ?? first
  const needs = snippet?.needs(signing)
  const v1 = signing === 'v1'
  return (
    <Stack>
      <Section
        title="In your receiver"
        about={
          <>
            {v1 ? 'This endpoint signs v1, by HMAC-SHA256' : 'This endpoint signs v1a, by ed25519'}: give your receiver{' '}
            {v1 ? 'the signing secret' : 'the public key'} as <code>WEBHOOK_SECRET</code>
            {can('secrets:read') && (
              <>
                . You find it under{' '}
                <Link to="/endpoints/$endpointId" params={{ endpointId: id }} search={{ tab: 'secret' }}>
                  Secret
                </Link>
              </>
            )}
            .
          </>
        }
      >
        <div className={css.pick}>
          <Field label="Language">
            <Select
              value={language}
              onChange={setLanguage}
              options={snippets.map(({ id: value, label }) => ({ value, label }))}
            />
          </Field>
        </div>
        {needs && (
          <p>
            Needs <code>{needs}</code>
          </p>
        )}
        {snippet && <Code label={`the code for ${snippet.label}`} text={snippet.code(signing)} />}
      </Section>
      <Section
        title="What it does"
        about="The scheme is that of Standard Webhooks 1.0.0: any library for it will do as well."
      >
        <ol className={css.steps}>
          <li>
            Take the three headers <code>webhook-id</code>, <code>webhook-timestamp</code> (Unix seconds) and{' '}
            <code>webhook-signature</code>, and the body as it came, byte for byte. Parsed and written again, it does
            not verify.
          </li>
          <li>
            Refuse what is more than five minutes from your clock, either way: it may have been recorded, and sent again
            by somebody else. Each attempt has a time of its own, so retries are never too old.
          </li>
          <li>
            What is signed is <code>{'{webhook-id}.{webhook-timestamp}.{body}'}</code>.{' '}
            {v1 ? (
              <>
                Its HMAC-SHA256, with the bytes that stand in base64 after <code>whsec_</code> as the key, is the
                signature, in base64 after <code>v1,</code>.
              </>
            ) : (
              <>
                The signature stands in base64 after <code>v1a,</code> and is verified by ed25519 with the public key,
                whose 32 bytes stand in base64 after <code>whpk_</code>. A receiver can verify and can not sign.
              </>
            )}
          </li>
          <li>
            Compare in constant time
            {v1 ? '' : ', which verifying by ed25519 does by itself'}. During a rotation <code>webhook-signature</code>{' '}
            holds several, with a space between: one that fits is enough. Pass over versions that you don’t know.
          </li>
          <li>
            The same <code>webhook-id</code> may come more than once, as after an answer that got lost: do what it says
            once, and answer 2xx each time.
          </li>
        </ol>
        {can('endpoints:write') && (
          <Note>
            <p>
              Then{' '}
              <Link to="/endpoints/$endpointId" params={{ endpointId: id }} search={{ tab: 'test' }}>
                send a test
              </Link>
              : it is signed as every delivery is.
            </p>
          </Note>
        )}
      </Section>
    </Stack>
  )
}
