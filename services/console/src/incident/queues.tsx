import type { Queue } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '../api/use-change.ts'
import { useDeployment } from '../api/use-deployment.ts'
import { useRows } from '../api/use-rows.ts'
import { type Column, DataTable } from '../table/data-table.tsx'
import { TimeOr } from '../time/time.tsx'
import { duration } from '../time/words.ts'
import { Badge, PauseMark } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { count } from '../ui/figure.tsx'
import { Section } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'
import { upTo } from './bounded.ts'
import { isPausable, pauseWords, resumeWords } from './queue-words.ts'
import { watchMs } from './use-health.ts'

/** The queues that workers take from, and the lever that stops them. */
export function Queues() {
  const g5 = useDeployment()
  const list = useRows(['*', 'queues'], ({ signal }) => g5.queues.list({ signal }), { refreshMs: watchMs })
  return (
    <Section
      title="Queues"
      about="Pausing one stops all deliveries that go through it, of every tenant. To stop those of one receiver, hold them instead."
    >
      <DataTable
        short
        name="queues"
        label="Queues"
        columns={columns}
        list={list}
        rowId={({ name }) => name}
        empty={<Empty title="There are no queues">That should never be. Look at the health above.</Empty>}
      />
    </Section>
  )
}

const orAway = (n: number | null) => (n === null ? 'unknown' : count(n))

const columns: readonly Column<Queue>[] = [
  { id: 'name', header: 'Queue', cell: ({ name }) => <code>{name}</code>, width: 'minmax(130px, 1fr)' },
  { id: 'state', header: 'State', cell: (queue) => <QueueBadge queue={queue} />, width: '100px' },
  {
    id: 'since',
    header: 'Paused',
    cell: ({ pausedSince }) => <TimeOr at={pausedSince} otherwise="—" />,
    width: '90px',
  },
  { id: 'waiting', header: 'Waiting', cell: ({ waiting }) => orAway(waiting), width: '80px', end: true },
  { id: 'active', header: 'Active', cell: ({ active }) => orAway(active), width: '80px', end: true },
  {
    id: 'due',
    header: 'Due in Postgres',
    cell: ({ due }) => (due === null ? '—' : <Due due={due} />),
    width: '130px',
    end: true,
  },
  {
    id: 'oldest',
    header: 'Oldest due',
    cell: ({ oldestDueSeconds: s }) => (s === null ? '—' : duration(s * 1_000)),
    width: '100px',
    end: true,
  },
  {
    id: 'lever',
    header: 'Actions',
    cell: (queue) => (isPausable(queue) ? <Switch queue={queue} /> : null),
    width: '110px',
  },
]

/** What is due is pending, of whatever tenant. */
const Due = ({ due }: { due: number }) => (
  <Link to="/deliveries" search={{ tenant: undefined, status: ['pending'] }}>
    {upTo(due)}
  </Link>
)

function QueueBadge({ queue: { paused } }: { queue: Queue }) {
  if (!paused) return <Badge tone="good">Going</Badge>
  return (
    <Badge tone="warn" icon={PauseMark}>
      Paused
    </Badge>
  )
}

function Switch({ queue }: { queue: Queue }) {
  const { name, paused } = queue
  const g5 = useDeployment()
  const [asking, setAsking] = useState(false)
  const turn = useChange(() => (paused ? g5.queues.resume(name) : g5.queues.pause(name)), {
    done: paused ? `Queue ${name} goes again.` : `Queue ${name} is paused. Events are accepted all the same.`,
    onDone: () => setAsking(false),
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{paused ? 'Resume…' : 'Pause…'}</Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`${paused ? 'Resume' : 'Pause'} the queue ${name}`}
        action={paused ? 'Resume' : 'Pause'}
        busy={turn.isPending}
        onConfirm={() => turn.mutate()}
      >
        {paused ? resumeWords(queue) : pauseWords}
      </Confirm>
    </>
  )
}
