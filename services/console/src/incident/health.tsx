import type { Health as Answer } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { useCan } from '../session/use-session.ts'
import { duration } from '../time/words.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { Figure } from '../ui/figure.tsx'
import { Facts, Grid, Row, Section } from '../ui/page.tsx'
import { Loaded, Note } from '../ui/told.tsx'
import { upTo } from './bounded.ts'
import { backupWords, dependencyWords, migrationWords, statusWords } from './health-words.ts'
import { useHealth } from './use-health.ts'

/** Is anything wrong with the deployment itself? Its inner parts are told to operators. */
export function Health() {
  const operator = useCan()('operate')
  const query = useHealth()
  return (
    <Section title="Health">
      <Loaded query={query} what="health" lines={2}>
        {(health) => (
          <>
            <Verdict health={health} />
            {operator && <Figures health={health} />}
            {operator && <Parts health={health} />}
          </>
        )}
      </Loaded>
    </Section>
  )
}

const tones = { ok: 'good', degraded: 'warn', down: 'bad' } as const satisfies Record<Answer['status'], Tone>

function Verdict({ health: { status, reasons = [] } }: { health: Answer }) {
  const { word, means } = statusWords[status]
  return (
    <>
      <Row>
        <Badge tone={tones[status]}>{word}</Badge>
        <span>{means}</span>
      </Row>
      {reasons.map((reason) => (
        <Note key={reason} tone={status === 'down' ? 'bad' : 'warn'}>
          {reason.charAt(0).toUpperCase() + reason.slice(1)}.
        </Note>
      ))}
    </>
  )
}

/** Of all tenants, and so are the lists behind them. */
const everywhere = { tenant: undefined }

function Figures({ health: { deliveries, circuits } }: { health: Answer }) {
  if (!deliveries || !circuits) return null
  const { due, oldestDueSeconds, dead, held } = deliveries
  return (
    <Grid>
      <Link to="/deliveries" search={{ ...everywhere, status: ['pending'] }}>
        <Figure
          label="Due, not sent yet"
          value={upTo(due)}
          note={oldestDueSeconds === null ? 'nothing waits' : `the oldest for ${duration(oldestDueSeconds * 1_000)}`}
        />
      </Link>
      <Link to="/deliveries" search={{ ...everywhere, status: ['held'] }}>
        <Figure
          label="Held"
          value={upTo(held)}
          tone={held > 0 ? 'warn' : undefined}
          note="by holds and disabled endpoints"
        />
      </Link>
      <Link to="/dead-letters" search={everywhere}>
        <Figure
          label="Dead letters"
          value={upTo(dead)}
          tone={dead > 0 ? 'warn' : undefined}
          note="wait to be replayed"
        />
      </Link>
      <Link to="/endpoints" search={{ ...everywhere, circuit: ['open', 'half_open'] }}>
        <Figure
          label="Open circuits"
          value={circuits.open}
          tone={circuits.open > 0 ? 'bad' : undefined}
          note={`${circuits.half_open} being probed`}
        />
      </Link>
    </Grid>
  )
}

function Parts({ health: { postgres, queue, backup, migrations, version } }: { health: Answer }) {
  return (
    <Facts
      facts={[
        ['Postgres', postgres && dependencyWords(postgres)],
        [`Queue${queue ? ` (${queue.backend})` : ''}`, queue && dependencyWords(queue)],
        ['Newest backup', backupWords(backup)],
        ['Migrations', migrations && migrationWords(migrations)],
        ['Version', version],
      ]}
    />
  )
}
