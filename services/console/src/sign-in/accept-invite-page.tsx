import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { failureOf } from '../api/failure.ts'
import { useSession } from '../session/use-session.ts'
import { Splash } from '../shell/splash.tsx'
import { Button } from '../ui/button.tsx'
import { Field, TextInput } from '../ui/field.tsx'
import { Failed } from '../ui/told.tsx'
import css from './sign-in.module.css'

/** The contract's least. */
const shortest = 12

/** Where an invite link leads: its token stands behind the `#`. */
export default function AcceptInvitePage() {
  const session = useSession()
  const navigate = useNavigate()
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const atPassword =
    error === undefined ? undefined : failureOf(error).fields.find((one) => one.pointer === '/password')

  async function accept(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      await session.acceptInvite(token, password)
      await navigate({ to: '/', replace: true, hash: '' })
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  return (
    <Splash>
      <form className={css.form} onSubmit={(event) => void accept(event)}>
        <h1 className={css.title}>Choose a password</h1>
        <p>You were invited to G5. This link is good once; whoever was signed in with this account is signed out.</p>
        {error !== undefined && !atPassword && <Failed error={error} />}
        <Field label="New password" hint={`${shortest} characters or more`} error={atPassword?.detail}>
          <TextInput
            type="password"
            autoComplete="new-password"
            minLength={shortest}
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          refused={token === '' ? 'This link is not whole: open the one that you were sent' : undefined}
        >
          Set password and sign in
        </Button>
      </form>
    </Splash>
  )
}
