import type { AnswerOf } from '@g5/sdk'
import { type FormEvent, useState } from 'react'
import { faultsOf } from '../../api/faults.ts'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Radios, TextInput } from '../../ui/field.tsx'
import { FormFailure } from '../../ui/form.tsx'
import { Note } from '../../ui/told.tsx'
import type { Endpoint } from '../form/draft.ts'
import css from '../form/form.module.css'
import { overlapOf, overlapProblem, overlapWords } from './overlap.ts'

const fields = ['/overlapHours', '/secret']

interface RotateProps {
  endpoint: Endpoint
  onClose: () => void
  onRotated: (secrets: AnswerOf<'endpoints.rotateSecret'>) => void
}

export function Rotate({ endpoint, onClose, onRotated }: RotateProps) {
  const { g5, key } = useApi()
  const [hours, setHours] = useState('24')
  const [whose, setWhose] = useState<'made' | 'own'>('made')
  const [secret, setSecret] = useState('')
  const rotate = useChange(
    () =>
      g5.endpoints.rotateSecret(endpoint.id, {
        overlapHours: overlapOf(hours),
        ...(whose === 'own' && { secret: secret.trim() }),
      }),
    {
      done: 'Rotated. Give the new secret to the receiver now.',
      touches: [
        [key, 'endpoints'],
        [key, 'audit'],
      ],
      tellFailure: false,
      onDone: onRotated,
    },
  )
  const said = faultsOf(rotate.error, fields)
  const problem = overlapProblem(hours)
  const missing = whose === 'own' && secret.trim() === '' ? 'Paste the secret that is to be used' : undefined
  const v1a = endpoint.signing === 'v1a'
  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (problem === undefined && missing === undefined && !rotate.isPending) rotate.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Rotate the signing secret"
      about="Nothing is lost on the way: during the overlap each request is signed by the new secret and by the old one."
    >
      <form className={css.form} onSubmit={onSubmit} noValidate>
        <Field
          label="Overlap in hours"
          hint={overlapWords(overlapOf(hours))}
          error={problem ?? said.at('/overlapHours')}
        >
          <TextInput inputMode="decimal" value={hours} onChange={(event) => setHours(event.target.value)} />
        </Field>
        {overlapOf(hours) === 0 && (
          <Note tone="warn">
            <p>
              Right for a secret that leaked. A receiver that does not hold the new one yet refuses what is sent until
              it does; those deliveries are tried again by their schedule.
            </p>
          </Note>
        )}
        <Radios
          legend="The new secret"
          value={whose}
          onChange={setWhose}
          options={[
            { value: 'made', label: 'Have one made', hint: 'Random, and shown to you afterwards.' },
            {
              value: 'own',
              label: 'Bring your own',
              hint: v1a
                ? 'whsk_ and base64 of the 64 bytes of an ed25519 pair.'
                : 'whsec_ and base64 of 24 to 64 bytes.',
            },
          ]}
        />
        {whose === 'own' && (
          <Field label="Your secret" error={said.at('/secret')}>
            <TextInput
              mono
              type="password"
              autoComplete="new-password"
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          </Field>
        )}
        <FormFailure error={rotate.error} fields={fields} />
        <Actions>
          <Button type="submit" look="primary" busy={rotate.isPending} refused={problem ?? missing}>
            Rotate
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Actions>
      </form>
    </Dialog>
  )
}
