import type { BodyOf } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useChange } from '../api/use-change.ts'
import { useDeployment } from '../api/use-deployment.ts'
import { Time } from '../time/time.tsx'
import { Button } from '../ui/button.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Row, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/told.tsx'
import { watchMs } from './use-health.ts'

type NewLevel = BodyOf<'operations.setLogLevel'>
type Level = NonNullable<NewLevel['level']>

const levels: Record<Level, string> = {
  trace: 'trace: everything',
  debug: 'debug: each step of each delivery',
  info: 'info: what happens',
  warn: 'warn: what needs a look',
  error: 'error: what failed',
  fatal: 'fatal: only what ends a process',
}
const names = Object.keys(levels) as Level[]
const isLevel = (name: string): name is Level => name in levels

/** Minutes; a level that somebody forgot to take back fills disks. */
const lasts = ['15', '60', '240', 'for ever'] as const
const lastWords: Record<(typeof lasts)[number], string> = {
  '15': 'For 15 minutes',
  '60': 'For an hour',
  '240': 'For 4 hours',
  'for ever': 'Until somebody changes it',
}

/** What every process of the deployment logs, for as long as somebody needs more or less of it. */
export function LogLevel() {
  const g5 = useDeployment()
  const query = useQuery({
    queryKey: ['*', 'log-level'],
    queryFn: ({ signal }) => Promise.resolve(g5.operations.getLogLevel({ signal })),
    refetchInterval: watchMs,
  })
  const [level, setLevel] = useState<Level>('debug')
  const [last, setLast] = useState<(typeof lasts)[number]>('15')
  const set = useChange((body: NewLevel) => g5.operations.setLogLevel(body), {
    done: ({ level: now }) =>
      now === null ? 'Every process logs by its LOG_LEVEL again.' : `Every process logs at ${now} within seconds.`,
  })
  return (
    <Section
      title="Log level"
      about="Of the API and the workers, within seconds. Secrets and payloads are in no log at any level."
    >
      <Loaded query={query} what="the log level" lines={1}>
        {(now) => (
          <p role="status">
            {now.level === null ? (
              'Each process logs by its LOG_LEVEL.'
            ) : (
              <>
                Every process logs at <strong>{now.level}</strong>
                {now.until === null ? ', until somebody changes it.' : ', which ends '}
                {now.until !== null && <Time at={now.until} />}
              </>
            )}
          </p>
        )}
      </Loaded>
      <Row end>
        <Field label="Level">
          <Select
            value={level}
            onChange={(name) => isLevel(name) && setLevel(name)}
            options={names.map((name) => ({ value: name, label: levels[name] }))}
          />
        </Field>
        <Field label="How long">
          <Select
            value={last}
            onChange={(name) => setLast(lasts.find((one) => one === name) ?? last)}
            options={lasts.map((value) => ({ value, label: lastWords[value] }))}
          />
        </Field>
        <Button
          busy={set.isPending}
          onClick={() =>
            set.mutate({
              level,
              ...(last !== 'for ever' && { until: new Date(Date.now() + Number(last) * 60_000).toISOString() }),
            })
          }
        >
          Set
        </Button>
        {query.data?.level && (
          <Button busy={set.isPending} onClick={() => set.mutate({ level: null })}>
            Back to LOG_LEVEL
          </Button>
        )}
      </Row>
    </Section>
  )
}
