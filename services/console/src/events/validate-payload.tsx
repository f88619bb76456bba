import { type EventType, verbatim } from '@g5/sdk'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../api/use-api.ts'
import { Button } from '../ui/button.tsx'
import { Row } from '../ui/page.tsx'
import { Failed, Note } from '../ui/told.tsx'

/** Holds what is in the editor against the schema of its type, before anything is sent. */
export function ValidatePayload({ type, payload }: { type: EventType; payload: string }) {
  const { g5 } = useApi()
  const where = type.tenantId === undefined ? {} : { tenant: type.tenantId }
  const check = useMutation({
    mutationFn: async (text: string) => ({
      text,
      ...(await g5.eventTypes.validate(type.name, { payload: verbatim(text) }, type.shared ? {} : where)),
    }),
  })
  const known = check.data?.text === payload ? check.data : undefined
  return (
    <>
      <Row>
        <Button busy={check.isPending} onClick={() => check.mutate(payload)}>
          Check against the schema
        </Button>
      </Row>
      <div role="status">
        {known?.valid && <Note tone="good">It is as version {type.version} of the schema wants it.</Note>}
        {known && !known.valid && (
          <Note tone="warn">
            <p>It is not as version {type.version} of the schema wants it:</p>
            <ul>
              {known.errors.map(({ pointer, detail }) => (
                <li key={`${pointer} ${detail}`}>
                  <code>{pointer}</code> {detail}
                </li>
              ))}
            </ul>
          </Note>
        )}
      </div>
      {check.error &&
        (check.error instanceof SyntaxError ? (
          <Note tone="bad">It is not JSON: {check.error.message}</Note>
        ) : (
          <Failed error={check.error} />
        ))}
    </>
  )
}
