import { G5Problem } from '@g5/sdk'
import { type FormEvent, useState } from 'react'
import { useSession } from '../session/use-session.ts'
import { Splash } from '../shell/splash.tsx'
import { Button } from '../ui/button.tsx'
import { Field, TextInput } from '../ui/field.tsx'
import { Failed, Note } from '../ui/told.tsx'
import css from './sign-in.module.css'

/** The page that was asked for is shown once somebody is signed in. */
export function SignIn({ ended }: { ended: boolean }) {
  const session = useSession()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()

  async function signIn(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      await session.signIn(email.trim(), password)
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  const wrong = error instanceof G5Problem && error.status === 401
  return (
    <Splash>
      <form className={css.form} onSubmit={(event) => void signIn(event)}>
        <h1 className={css.title}>Sign in to G5</h1>
        {ended && error === undefined && <Note>Your session has ended. Sign in to go on where you were.</Note>}
        {wrong && (
          <Note tone="bad">
            The e-mail or the password is wrong. Who forgot theirs asks an admin for a new invite link.
          </Note>
        )}
        {error !== undefined && !wrong && <Failed error={error} />}
        <Field label="E-mail">
          <TextInput
            type="email"
            name="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <Field label="Password">
          <TextInput
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <Button type="submit" look="primary" busy={busy}>
          Sign in
        </Button>
      </form>
    </Splash>
  )
}
