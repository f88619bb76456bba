import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Button } from '../ui/button.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Failed, Skeleton } from '../ui/told.tsx'
import { Dashboard } from './dashboard.tsx'
import { placeOf } from './first-steps/progress.ts'
import { Steps } from './first-steps/steps.tsx'
import { useKept } from './first-steps/use-kept.ts'
import { useProgress } from './first-steps/use-progress.ts'

const route = getRouteApi('/')

/** Of one tenant: one that has nothing yet is shown how to begin. */
export function TenantOverview({ tenant }: { tenant: string }) {
  const asked = route.useSearch({ select: ({ show }) => show === 'first-steps' })
  const progress = useProgress()
  const [kept, keep] = useKept(tenant)
  const place = progress.data && placeOf(progress.data, kept)
  const begins = place === 'alone' && kept === undefined
  useEffect(() => {
    if (begins) keep('begun')
  })

  if (!progress.data)
    return (
      <Page title="Overview">
        {progress.error ? (
          <Failed error={progress.error} retry={() => void progress.refetch()} />
        ) : (
          <Skeleton what="the overview" lines={8} />
        )}
      </Page>
    )
  if (place === 'alone' || asked)
    return (
      <Page
        title="First steps"
        about="From nothing to a first webhook that arrived and was verified. Each step is ticked off when it is done."
        actions={place !== 'alone' && <ButtonLink to="/">To the overview</ButtonLink>}
      >
        <Section title="Three steps">
          <Steps progress={progress.data} />
        </Section>
      </Page>
    )
  const reminder = <ButtonLink to="/" search={{ show: 'first-steps' }} children="First steps" />
  return (
    <Dashboard actions={place === 'nowhere' && reminder}>
      {place === 'above' && (
        <Section title="First steps" actions={<Button onClick={() => keep('done')}>Hide these</Button>}>
          <Steps progress={progress.data} />
        </Section>
      )}
    </Dashboard>
  )
}
