import type { AnswerOf } from '@g5/sdk'
import { useEffect, useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { useCan } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Row, Section, Stack } from '../../ui/page.tsx'
import { Failed } from '../../ui/told.tsx'
import type { Endpoint } from '../form/draft.ts'
import { useRefusal } from '../use-endpoint.ts'
import { Rotate } from './rotate.tsx'
import { Secrets } from './secrets.tsx'

type Revealed = AnswerOf<'endpoints.getSecret'>

/** Milliseconds for which secrets stay on the screen: somebody may walk away from it. */
const shownMs = 60_000

export default function SecretTab({ endpoint }: { endpoint: Endpoint }) {
  const { g5, key } = useApi()
  const can = useCan()
  const refused = useRefusal(endpoint)
  // No query: nothing reads it anew, and what is hidden again is gone from the page.
  const [revealed, setRevealed] = useState<Revealed>()
  const [rotating, setRotating] = useState(false)
  const reveal = useChange(() => g5.endpoints.getSecret(endpoint.id), {
    touches: [[key, 'audit']],
    tellFailure: false,
    onDone: setRevealed,
  })
  const { reset } = reveal
  useEffect(() => {
    if (!revealed) return
    const timer = setTimeout(() => {
      setRevealed(undefined)
      reset()
    }, shownMs)
    return () => clearTimeout(timer)
  }, [revealed, reset])
  const isPublic = endpoint.signing === 'v1a'
  return (
    <Stack>
      <Section
        title={isPublic ? 'Public key' : 'Signing secret'}
        about={
          isPublic
            ? 'Deliveries are signed with a private key that never leaves the server. A receiver verifies them with this public key.'
            : 'Deliveries are signed with it, and whoever holds it can sign too: give it to the receiver alone.'
        }
        actions={
          can('endpoints:write') && (
            <Button refused={refused} onClick={() => setRotating(true)}>
              Rotate…
            </Button>
          )
        }
      >
        {revealed ? (
          <>
            <Secrets secrets={revealed} />
            <Row>
              <Button
                onClick={() => {
                  setRevealed(undefined)
                  reset()
                }}
              >
                Hide
              </Button>
              <span>Hidden by itself after a minute.</span>
            </Row>
          </>
        ) : (
          <>
            <p>
              It ends in <code>{endpoint.secretHint}</code>.
            </p>
            {can('secrets:read') ? (
              <Row>
                <Button look="primary" busy={reveal.isPending} refused={refused} onClick={() => reveal.mutate()}>
                  Reveal
                </Button>
                <span>Each reading is written to the audit log, with your name.</span>
              </Row>
            ) : (
              <p>You may not read it. You may rotate it: the new one is shown to you once.</p>
            )}
            {reveal.error && <Failed error={reveal.error} />}
          </>
        )}
      </Section>
      {rotating && (
        <Rotate
          endpoint={endpoint}
          onClose={() => setRotating(false)}
          onRotated={(secrets) => {
            setRotating(false)
            setRevealed(secrets)
          }}
        />
      )}
    </Stack>
  )
}
