import type { AnswerOf } from '@g5/sdk'
import { Time } from '../../time/time.tsx'
import { Code } from '../../ui/code.tsx'
import { Stack } from '../../ui/page.tsx'
import { Note } from '../../ui/told.tsx'

/** The present one, and those that still sign beside it. */
export function Secrets({ secrets: { secret, previous } }: { secrets: AnswerOf<'endpoints.getSecret'> }) {
  return (
    <Stack>
      <Code label="the present secret" text={secret} wrap />
      {previous.length > 0 && (
        <>
          <Note>
            <p>
              A rotation is under way: each request carries a signature by the present secret and one by each of these,
              until it ends. A receiver that knows either takes it.
            </p>
          </Note>
          {previous.map((one) => (
            <div key={one.secret}>
              <h3>
                Previous, ends <Time at={one.expiresAt} />
              </h3>
              <Code label="a previous secret" text={one.secret} wrap />
            </div>
          ))}
        </>
      )}
    </Stack>
  )
}
