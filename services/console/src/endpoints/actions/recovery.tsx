import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { type RangeSearch, rangeOf } from '../../search/range.ts'
import { RangePicker } from '../../search/range-picker.tsx'
import { useSession } from '../../session/use-session.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { count } from '../../ui/numbers.ts'
import { Failed, Note } from '../../ui/told.tsx'
import type { Endpoint } from '../form/draft.ts'
import { paceOf, paceProblem } from './pace.ts'
import { PaceField } from './pace-field.tsx'

const kinds = {
  recover: {
    title: 'Recover dead letters',
    about: 'Sends the dead letters of a time again, each from the start of its schedule, to the present URL.',
    nouns: ['dead letter', 'dead letters'],
    none: 'No dead letter of that time is left.',
  },
  replayMissing: {
    title: 'Replay what is missing',
    about:
      'Sends the events of a time that this endpoint wants, as it is configured now, and has no delivery of: those from before it was made, or before its types or filter were changed.',
    nouns: ['event', 'events'],
    none: 'Every event of that time that it wants has a delivery.',
  },
} as const

interface RecoveryProps {
  endpoint: Endpoint
  what: keyof typeof kinds
  onClose: () => void
}

/** First how many it would be, then the rest: by itself a dry run changes nothing. */
export function Recovery({ endpoint, what, onClose }: RecoveryProps) {
  const { g5, key } = useApi()
  const { door } = useSession()
  const { title, about, nouns, none } = kinds[what]
  const counted = (n: number) => `${count(n)} ${n === 1 ? nouns[0] : nouns[1]}`
  const [search, setSearch] = useState<RangeSearch>({ range: '24h' })
  const [pace, setPace] = useState('')
  const problem = paceProblem(pace)
  const call = (window: { from: string; to?: string }, dry: boolean) =>
    g5.endpoints[what](endpoint.id, { ...window, ...paceOf(pace), dryRun: dry })
  const windowOf = (asked: RangeSearch) => {
    const { from, to } = rangeOf(asked, Date.now())
    return { from, ...(to !== undefined && { to }) }
  }
  const dryRun = useChange((window: ReturnType<typeof windowOf>) => call(window, true), {
    touches: [],
    tellFailure: false,
  })
  const send = useChange((window: ReturnType<typeof windowOf>) => call(window, false), {
    touches: [[key]],
    tellFailure: false,
  })
  const matched = dryRun.data?.matched
  const made = send.data && 'id' in send.data ? send.data : undefined
  // What is sent is the window that was counted, whatever the clock says by then.
  const window = dryRun.variables
  const asked = (next: RangeSearch) => {
    setSearch(next)
    dryRun.reset()
  }
  return (
    <Dialog open onOpenChange={onClose} title={title} about={about}>
      {made ? (
        <>
          <Note tone="good">
            <p>
              Being sent: {counted(made.matched)}.{' '}
              {door === 'console' ? (
                <Link to="/bulks/$bulkId" params={{ bulkId: made.id }}>
                  See how far it has come
                </Link>
              ) : (
                <Link to="/deliveries" search={{ endpointId: endpoint.id }}>
                  See the deliveries
                </Link>
              )}
              .
            </p>
          </Note>
          <Actions>
            <Button onClick={onClose}>Close</Button>
          </Actions>
        </>
      ) : (
        <>
          <Field label="Of which time" hint="By when the event was accepted.">
            <RangePicker value={search} onChange={asked} />
          </Field>
          <PaceField value={pace} onChange={setPace} error={problem} />
          {matched !== undefined && (
            <Note tone={matched === 0 ? 'info' : 'warn'}>
              <p>{matched === 0 ? none : `It would send ${counted(matched)}. Nothing was sent yet.`}</p>
            </Note>
          )}
          {(dryRun.error ?? send.error) && <Failed error={dryRun.error ?? send.error} />}
          <Actions>
            {matched && window ? (
              <Button look="primary" busy={send.isPending} refused={problem} onClick={() => send.mutate(window)}>
                Send {counted(matched)}
              </Button>
            ) : (
              <Button
                look="primary"
                busy={dryRun.isPending}
                refused={problem}
                onClick={() => dryRun.mutate(windowOf(search))}
              >
                Count them first
              </Button>
            )}
            <Button onClick={onClose}>Cancel</Button>
          </Actions>
        </>
      )}
    </Dialog>
  )
}
