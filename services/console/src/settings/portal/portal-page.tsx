import { useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { useDeployment } from '../../api/use-deployment.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Form, FormFailure } from '../../ui/form.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/told.tsx'
import type { PortalSession } from './capabilities.ts'
import { type Chosen, sessionOf, usual } from './chosen.ts'
import { EmbedGuide } from './embed-guide.tsx'
import { EndSessions } from './end-sessions.tsx'
import { MadeSession } from './made-session.tsx'
import { SessionFields, sessionPointers } from './session-fields.tsx'

export default function PortalPage() {
  const { tenant } = useApi()
  if (tenant !== undefined) return <Portal key={tenant} tenant={tenant} />
  return (
    <Page title="Portal" about={about}>
      <Empty title="Choose a tenant above first" action={<ButtonLink to="/settings/tenants">All tenants</ButtonLink>}>
        A portal session belongs to one tenant, and shows nothing of any other.
      </Empty>
    </Page>
  )
}

const about = 'What your customers see of their own webhooks, inside your product.'

function Portal({ tenant }: { tenant: string }) {
  const deployment = useDeployment()
  const [chosen, setChosen] = useState(usual)
  const session = sessionOf(chosen)
  const create = useChange((asked: PortalSession) => deployment.portalSessions.create(tenant, asked), {
    touches: [],
    tellFailure: false,
  })
  return (
    <Page title="Portal" about={about} actions={<EndSessions tenant={tenant} />}>
      <Section title="A link for a customer" about={`To the webhooks of ${tenant}, and nothing else.`}>
        <Form label="New portal session" onSubmit={() => create.mutate(session)}>
          <SessionFields
            chosen={chosen}
            onChange={(next) => {
              setChosen(next)
              create.reset()
            }}
            error={create.error}
          />
          <FormFailure error={create.error} fields={sessionPointers} />
          <Actions>
            <Button type="submit" look="primary" busy={create.isPending} refused={refusal(chosen)}>
              Make a link
            </Button>
          </Actions>
        </Form>
        {create.data && <MadeSession key={create.data.url} made={create.data} />}
      </Section>
      <EmbedGuide tenant={tenant} session={session} />
    </Page>
  )
}

function refusal({ capabilities, some, endpoints }: Chosen): string | undefined {
  if (capabilities.length === 0) return 'Choose what they may do first'
  if (some && endpoints.size === 0) return 'Choose the endpoints first'
  return some && endpoints.size > 100 ? 'Choose 100 endpoints at most' : undefined
}
