import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { Fold } from '../../ui/fold.tsx'
import { FormFailure } from '../../ui/form.tsx'
import { LeaveWarning } from '../../ui/leave-warning.tsx'
import { Section } from '../../ui/page.tsx'
import { Note } from '../../ui/told.tsx'
import { BodyPart } from './body-part.tsx'
import { type Draft, draftOf, type Endpoint, emptyDraft } from './draft.ts'
import css from './form.module.css'
import { Pairs } from './pairs.tsx'
import { problemsOf, shown } from './problems.ts'
import { type Faults, newEndpointOf, patchOf } from './read-draft.ts'
import { Sending } from './sending.tsx'
import { Signing } from './signing.tsx'
import { Wanted } from './wanted.tsx'
import { Where } from './where.tsx'

interface EndpointFormProps {
  /** The one to change; without one it makes one. */
  endpoint?: Endpoint
  onSaved?: (saved: Endpoint) => void
  /** Why nothing can be saved. */
  refused?: string | undefined
}

export function EndpointForm({ endpoint, onSaved, refused }: EndpointFormProps) {
  const { g5, key } = useApi()
  // What is being changed stands still while the page around it is read anew.
  const [before, setBefore] = useState(endpoint)
  const [draft, setDraft] = useState<Draft>(() => (endpoint ? draftOf(endpoint) : emptyDraft))
  const [faults, setFaults] = useState<Faults>({})
  const form = useRef<HTMLFormElement>(null)
  const start = before ? draftOf(before) : emptyDraft
  const changed = JSON.stringify(draft) !== JSON.stringify(start)
  const unsaved = useRef(changed)
  unsaved.current = changed

  const save = useChange(
    (what: Draft) =>
      before
        ? g5.endpoints.update(before.id, patchOf(before, what).body)
        : g5.endpoints.create(newEndpointOf(what).body),
    {
      done: before ? 'Saved. It holds for every event and attempt from now on.' : 'The endpoint is there.',
      touches: [[key, 'endpoints']],
      tellFailure: false,
      onDone(saved) {
        unsaved.current = false
        setBefore(saved)
        setDraft(draftOf(saved))
        onSaved?.(saved)
      },
    },
  )
  const problems = problemsOf(faults, save.error)
  const elsewhere = endpoint && before && !sameConfiguration(endpoint, before)

  useEffect(() => {
    if (elsewhere && !changed && endpoint) {
      setBefore(endpoint)
      setDraft(draftOf(endpoint))
    }
  }, [elsewhere, changed, endpoint])

  useEffect(() => {
    if (Object.keys(faults).length > 0 || save.error)
      form.current?.querySelector<HTMLElement>('[aria-invalid], [data-invalid] :is(input, select)')?.focus()
  }, [faults, save.error])

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (refused !== undefined || save.isPending || (before && !changed)) return
    const found = (before ? patchOf(before, draft) : newEndpointOf(draft)).faults
    setFaults(found)
    if (Object.keys(found).length === 0) save.mutate(draft)
  }

  const part = {
    ...{ draft, problems, endpoint: before },
    change: (over: Partial<Draft>) => setDraft((present) => ({ ...present, ...over })),
  }
  const within = (...pointers: string[]) => pointers.some((pointer) => problems(pointer) !== undefined)
  return (
    <form ref={form} className={css.form} onSubmit={onSubmit} noValidate>
      <LeaveWarning unsaved={() => unsaved.current} />
      {elsewhere && changed && (
        <Note tone="warn">
          <p>It was changed elsewhere since you began. Saving changes only what you changed here.</p>
        </Note>
      )}
      <Where {...part} />
      <Wanted {...part} />
      <Section title="More" about="All of it has a default that suits most receivers.">
        <Fold
          title="Retries, timeout, rate and order"
          open={within('/retrySchedule', '/timeoutMs', '/rateLimit', '/ordering')}
        >
          <Sending {...part} />
        </Fold>
        <Fold title="Headers" note={counted(draft.headers.length)} open={within('/headers')}>
          <FieldGroup
            legend="Headers of your own"
            hint="Sent with every attempt. Their values can be written and not read again; host, content-*, webhook-* and the like are set by the delivery itself."
            error={problems('/headers')}
          >
            <Pairs
              noun="header"
              add="Add a header"
              value={draft.headers}
              onChange={(headers) => part.change({ headers })}
            />
          </FieldGroup>
        </Fold>
        <Fold title="Signing" note={draft.signing} open={within('/signing', '/secret')}>
          <Signing {...part} />
        </Fold>
        <Fold
          title="Body"
          note={[draft.envelope && 'envelope', draft.transform.trim() && 'transform'].filter(Boolean).join(', ')}
          open={within('/transform', '/envelope')}
        >
          <BodyPart {...part} />
        </Fold>
        <Fold
          title="Your own id and metadata"
          note={draft.uid || counted(draft.metadata.length)}
          open={within('/uid', '/metadata')}
        >
          <Field
            label="uid"
            optional
            hint="An id of your own, that stands wherever its id can."
            error={problems('/uid')}
          >
            <TextInput mono value={draft.uid} onChange={(event) => part.change({ uid: event.target.value })} />
          </Field>
          <FieldGroup legend="Metadata" optional error={problems('/metadata')}>
            <Pairs
              noun="entry"
              add="Add an entry"
              value={draft.metadata}
              onChange={(metadata) => part.change({ metadata })}
            />
          </FieldGroup>
        </Fold>
      </Section>
      <FormFailure error={save.error} fields={shown} />
      <div className={css.end}>
        <Button
          type="submit"
          look="primary"
          busy={save.isPending}
          refused={refused ?? (before && !changed ? 'Nothing was changed' : undefined)}
        >
          {before ? 'Save changes' : 'Add endpoint'}
        </Button>
        {before && changed && <Button onClick={() => setDraft(start)}>Undo changes</Button>}
        <span className={css.soft} role="status">
          {before && changed ? 'Not saved yet' : ''}
        </span>
      </div>
    </form>
  )
}

const counted = (n: number) => (n > 0 ? String(n) : undefined)

/** What deliveries do to it, its health and its circuit, is no change of what it is. */
const sameConfiguration = (a: Endpoint, b: Endpoint) => JSON.stringify(draftOf(a)) === JSON.stringify(draftOf(b))
