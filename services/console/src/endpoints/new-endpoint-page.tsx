import { useNavigate } from '@tanstack/react-router'
import { useNeedsTenant } from '../api/use-api.ts'
import { Page } from '../ui/page.tsx'
import { Note } from '../ui/told.tsx'
import { EndpointForm } from './form/endpoint-form.tsx'

export default function NewEndpointPage() {
  const navigate = useNavigate()
  const needsTenant = useNeedsTenant()
  return (
    <Page
      title="Add an endpoint"
      about="Somewhere that events are sent to. Only the URL is needed; all of it can be changed later."
    >
      {needsTenant && (
        <Note tone="warn">
          <p>Choose the tenant that it is for at the top of the page first.</p>
        </Note>
      )}
      <EndpointForm
        refused={needsTenant ? 'Choose a tenant above first' : undefined}
        onSaved={({ id }) =>
          // Its first test send is what comes next.
          void navigate({ to: '/endpoints/$endpointId', params: { endpointId: id }, search: { tab: 'test' } })
        }
      />
    </Page>
  )
}
