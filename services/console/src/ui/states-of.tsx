import type { AnswerOf, RowOf } from '@g5/sdk'
import { Hourglass } from 'lucide-react'
import { Badge, PauseMark, type Tone } from './badge.tsx'

type Delivery = RowOf<'deliveries.list'>
type Endpoint = AnswerOf<'endpoints.get'>

const deliveries: Record<Delivery['status'], { tone: Tone; word: string }> = {
  pending: { tone: 'info', word: 'Waiting' },
  queued: { tone: 'info', word: 'In flight' },
  delivered: { tone: 'good', word: 'Delivered' },
  dead: { tone: 'bad', word: 'Dead' },
  held: { tone: 'warn', word: 'Held' },
  cancelled: { tone: 'idle', word: 'Cancelled' },
}

export const deliveryWord = (status: Delivery['status']) => deliveries[status].word

/** A delivery's status; one that waits after a failure is a retry, which is no good news. */
export function DeliveryBadge({ status, errorCode }: { status: Delivery['status']; errorCode?: string | null }) {
  if (status === 'pending' && errorCode)
    return (
      <Badge tone="warn" icon={Hourglass}>
        Retrying
      </Badge>
    )
  const { tone, word } = deliveries[status]
  return status === 'held' ? (
    <Badge tone={tone} icon={PauseMark}>
      {word}
    </Badge>
  ) : (
    <Badge tone={tone}>{word}</Badge>
  )
}

/** The one thing to know of an endpoint: what is off first, then what is failing. */
export function EndpointBadge({ endpoint }: { endpoint: Pick<Endpoint, 'status' | 'circuit' | 'health'> }) {
  if (endpoint.status === 'disabled') return <Badge tone="idle">Disabled</Badge>
  if (endpoint.circuit.state === 'open') return <Badge tone="bad">Circuit open</Badge>
  if (endpoint.circuit.state === 'half_open') return <Badge tone="warn">Probing</Badge>
  if (endpoint.health.state === 'failing') return <Badge tone="bad">Failing</Badge>
  if (endpoint.health.state === 'healthy') return <Badge tone="good">Healthy</Badge>
  return <Badge tone="info">Nothing sent yet</Badge>
}

/** A closed enum's word for people: `connection_refused` is "connection refused". */
export const words = (code: string) => code.replaceAll('_', ' ')
