import { Field, Radios, TextInput } from '../../ui/field.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import css from './form.module.css'
import type { PartProps } from './part.ts'
import { readSchedule, scheduleWords } from './retry-words.ts'

/** When and how fast. */
export function Sending({ draft, change, problems }: PartProps) {
  const schedule = readSchedule(draft.retrySchedule)
  return (
    <>
      <Field
        label="Retry schedule"
        optional
        hint={
          schedule && schedule.length > 0
            ? scheduleWords(schedule)
            : 'The wait before each attempt, in seconds or as 5m, 2h, 1d, with commas between: 0, 5, 5m. Left empty, the usual schedule applies.'
        }
        error={problems('/retrySchedule')}
      >
        <TextInput
          mono
          value={draft.retrySchedule}
          placeholder="0, 5, 5m, 30m, 2h"
          onChange={(event) => change({ retrySchedule: event.target.value })}
        />
      </Field>
      <div className={css.half}>
        <Field
          label="Timeout in milliseconds"
          optional
          hint="From 1000 to 30000: an answer that takes longer counts as a failure."
          error={problems('/timeoutMs')}
        >
          <TextInput
            inputMode="numeric"
            value={draft.timeoutMs}
            onChange={(event) => change({ timeoutMs: event.target.value })}
          />
        </Field>
        <FieldGroup
          legend="Rate limit"
          optional
          hint="Deliveries, at most, in so many seconds. What is over waits and is not lost."
          error={problems('/rateLimit')}
        >
          <div className={css.rate}>
            <TextInput
              inputMode="numeric"
              aria-label="Deliveries at most"
              placeholder="No limit"
              value={draft.rateLimit}
              onChange={(event) => change({ rateLimit: event.target.value })}
            />
            <span className={css.soft}>in seconds</span>
            <TextInput
              inputMode="numeric"
              aria-label="In so many seconds"
              value={draft.ratePerSeconds}
              onChange={(event) => change({ ratePerSeconds: event.target.value })}
            />
          </div>
        </FieldGroup>
      </div>
      <Radios
        legend="Ordering"
        value={draft.ordering}
        onChange={(ordering) => change({ ordering })}
        options={[
          { value: 'none', label: 'None', hint: 'Each as soon as it can. One that fails holds up no other.' },
          {
            value: 'strict',
            label: 'Strict',
            hint: 'One at a time, in the order in which they were accepted. One that fails holds up all others until it is delivered or dead.',
          },
        ]}
      />
    </>
  )
}
