import type { AcceptedEvent } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Page } from '../ui/page.tsx'
import { Loaded } from '../ui/told.tsx'
import { type Draft, emptyDraft } from './draft.ts'
import { indented } from './json-text.ts'
import { SendForm } from './send-form.tsx'
import { Sent } from './sent.tsx'
import { useEvent } from './use-event.ts'

const route = getRouteApi('/events/send')

export interface SentEvent {
  accepted: AcceptedEvent
  /** It had been posted before: nothing was sent this time. */
  replayed: boolean
}

export default function SendEventPage() {
  const { from, type } = route.useSearch()
  const [sent, setSent] = useState<SentEvent>()
  return (
    <Page title="Send event" about="It goes to every endpoint that wants it, as an event of your own programs would.">
      {sent && <Sent key={sent.accepted.id} sent={sent} />}
      {from === undefined ? (
        <SendForm initial={{ ...emptyDraft, type: type ?? '' }} onSent={setSent} />
      ) : (
        <LikeAnother key={from} eventId={from} onSent={setSent} />
      )}
    </Page>
  )
}

/** Begins with the content of an event that was. Not with its uid: under that it would be the same event again. */
function LikeAnother({ eventId, onSent }: { eventId: string; onSent: (sent: SentEvent) => void }) {
  const query = useEvent(eventId)
  return (
    <Loaded query={query} what="the event to begin with" lines={8}>
      {({ event, payload }) => {
        const { type, channels, metadata } = event
        const initial: Draft = {
          ...emptyDraft,
          type,
          ...(payload !== undefined && { payload: indented(payload) }),
          channels: channels?.join(', ') ?? '',
          metadata: Object.entries(metadata)
            .map(([name, value]) => `${name}=${value}`)
            .join('\n'),
        }
        return <SendForm initial={initial} onSent={onSent} />
      }}
    </Loaded>
  )
}
