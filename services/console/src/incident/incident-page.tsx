import { isOperator, useCan, useMe } from '../session/use-session.ts'
import { Page } from '../ui/page.tsx'
import { Circuits } from './circuits.tsx'
import { Deeds } from './deeds.tsx'
import { Health } from './health.tsx'
import { Holds } from './holds.tsx'
import { LogLevel } from './log-level.tsx'
import { Queues } from './queues.tsx'

/** What is wrong, and the levers against it: each of those that this one may pull. */
export default function IncidentPage() {
  const can = useCan()
  const everywhere = isOperator(useMe())
  const operates = can('operate')
  return (
    <Page
      title="Incident"
      about={
        everywhere
          ? 'Of the whole deployment, whichever tenant is chosen above. Each lever says what it does before it does it, and all of it is in the audit log.'
          : 'What is being spared, and how to let it go again.'
      }
    >
      <Health />
      {operates && <Holds />}
      {operates && <Queues />}
      <Circuits />
      {can('audit:read') && <Deeds />}
      {operates && <LogLevel />}
    </Page>
  )
}
