import { Field, Radios, TextInput } from '../../ui/field.tsx'
import type { PartProps } from './part.ts'

/** How a receiver can tell that it is from here. */
export function Signing({ draft, change, problems, endpoint }: PartProps) {
  const turns = endpoint !== undefined && endpoint.signing !== draft.signing
  return (
    <>
      <Radios
        legend="Signing"
        value={draft.signing}
        onChange={(signing) => change({ signing })}
        options={[
          { value: 'v1', label: 'v1: HMAC-SHA256', hint: 'With a secret that both sides share.' },
          { value: 'v1a', label: 'v1a: ed25519', hint: 'With a key pair: the receiver holds the public key alone.' },
        ]}
      />
      {turns && (
        <p>
          Saving makes a new secret of that kind. The present one signs beside it for its overlap, as in a rotation: see
          the Secret tab afterwards.
        </p>
      )}
      {!endpoint && (
        <Field
          label="Own secret"
          optional
          hint={
            draft.signing === 'v1'
              ? 'whsec_ and base64 of 24 to 64 bytes. Left empty, one is made.'
              : 'whsk_ and base64 of the 64 bytes of an ed25519 pair. Left empty, one is made.'
          }
          error={problems('/secret')}
        >
          <TextInput
            mono
            type="password"
            autoComplete="new-password"
            value={draft.secret}
            onChange={(event) => change({ secret: event.target.value })}
          />
        </Field>
      )}
    </>
  )
}
