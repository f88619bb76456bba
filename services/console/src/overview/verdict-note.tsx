import { useQuery } from '@tanstack/react-query'
import { Link, linkOptions } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useApi } from '../api/use-api.ts'
import { isOperator, useCan, useMe } from '../session/use-session.ts'
import { useTicking } from '../time/clock.ts'
import { Badge } from '../ui/badge.tsx'
import { classes } from '../ui/classes.ts'
import tones from '../ui/tones.module.css'
import { listsOf, listsOfNow } from './lists.ts'
import type { Overview } from './overview.ts'
import { refreshMs } from './use-overview.ts'
import { type Finding, type Verdict, verdictOf } from './verdict.ts'
import css from './verdict-note.module.css'

const marks: Record<Verdict['tone'], LucideIcon> = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert }

/** The answer to the one question of this page. */
export function VerdictNote({ recent }: { recent: Overview }) {
  const { tenant } = useApi()
  const circuits = useOpenCircuits(recent.present.openCircuits > 0)
  const pausedSince = usePausedSince()
  const now = useTicking((ms) => ms - (ms % 5_000))
  const openCircuits = circuits.map(({ url }) => url)
  const facts = { overview: recent, ofAllTenants: tenant === undefined, openCircuits, pausedSince }
  const { tone, words, worst, others } = verdictOf(facts, now)
  const only = recent.present.openCircuits === 1 ? circuits[0]?.endpointId : undefined
  const Mark = marks[tone]
  return (
    <section className={classes(css.verdict, tones[tone])} aria-label="Is anything wrong?">
      <Mark aria-hidden="true" />
      <p className={css.words}>
        {words} {worst && <Where finding={worst} endpointId={only} />}
      </p>
      {others.length > 0 && (
        <ul className={css.others}>
          {others.map((one) => (
            <li key={one.kind}>
              <Badge tone={one.tone}>{toneWords[one.tone]}</Badge>
              {one.words} <Where finding={one} endpointId={only} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const toneWords: Record<Finding['tone'], string> = { bad: 'Wrong', warn: 'Warning', info: 'Note' }

const recently = listsOf({ range: '6h' })
/** What fails or dies now may have been accepted when its schedule of retries began, days ago. */
const fails = listsOf({ range: '7d' }).failed
const places = {
  paused: { label: 'Incident page', link: linkOptions({ to: '/incident' }) },
  late: { label: 'What waits', link: listsOfNow.waiting },
  circuits: { label: 'Endpoints with an open circuit', link: listsOfNow.circuits },
  dead: { label: 'Dead letters', link: listsOfNow.deadLetters },
  failing: { label: 'What fails', link: fails },
  silent: { label: 'Events', link: recently.accepted },
  held: { label: 'What is held', link: listsOfNow.held },
}

/** Where to go on. */
function Where({ finding: { kind }, endpointId }: { finding: Finding; endpointId: string | undefined }) {
  if (kind === 'stale') return null
  if (kind === 'circuits' && endpointId)
    return (
      <Link to="/endpoints/$endpointId" params={{ endpointId }}>
        The endpoint
      </Link>
    )
  const { label, link } = places[kind]
  return <Link {...link}>{label}</Link>
}

function useOpenCircuits(enabled: boolean) {
  const { g5, key } = useApi()
  const { data } = useQuery({
    queryKey: [key, 'circuits', 'open'],
    queryFn: ({ signal }) => Promise.resolve(g5.circuits.list({ state: 'open', limit: 3 }, { signal })),
    refetchInterval: refreshMs.counted,
    enabled,
  })
  return (enabled && data?.data) || []
}

/** Those who may pause it learn that it is. */
function usePausedSince(): string | undefined {
  const { g5, key } = useApi()
  const can = useCan()
  const me = useMe()
  const { data } = useQuery({
    queryKey: [key, 'queues', 'paused'],
    queryFn: ({ signal }) => Promise.resolve(g5.queues.list({ signal })),
    refetchInterval: refreshMs.now,
    enabled: isOperator(me) && can('operate'),
  })
  // Others carry no deliveries.
  return data?.data.find(({ paused, due }) => paused && due !== null)?.pausedSince ?? undefined
}
