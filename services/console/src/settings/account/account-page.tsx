import { useQuery } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { isOperator, useMe, useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/code.tsx'
import { Facts, Page, Section } from '../../ui/page.tsx'
import { roleSays } from '../users/roles.ts'
import { ChangePassword } from './change-password.tsx'
import { ScopesTable } from './scopes-table.tsx'
import { ThemeChoice } from './theme-choice.tsx'

export default function AccountPage() {
  const session = useSession()
  const me = useMe()
  const signOut = useChange(() => session.signOut(), { touches: [] })
  return (
    <Page
      title="Your account"
      actions={
        <Button icon={<LogOut />} busy={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Button>
      }
    >
      <Section title="Who you are">
        <Facts
          facts={[
            ['E-mail', me.name],
            ['Role', me.role],
            ['What it is', me.role && roleSays[me.role]],
            ['Tenant', isOperator(me) ? 'None: you run the deployment' : <OwnTenant key="tenant" />],
            ['Id', me.id && <Copyable text={me.id} label="id" />],
          ]}
        />
      </Section>
      <ScopesTable
        scopes={me.scopes}
        about={
          isOperator(me)
            ? 'All that there is, in every tenant.'
            : 'By your role. An admin can give you another one under Settings, Users.'
        }
      />
      <ChangePassword />
      <ThemeChoice />
    </Page>
  )
}

function OwnTenant() {
  const { g5, key } = useApi()
  const { tenantId } = useMe()
  const { data } = useQuery({
    queryKey: [key, 'tenants', 'own'],
    queryFn: ({ signal }) => Promise.resolve(g5.tenants.get(tenantId ?? '', { signal })),
  })
  return data?.name ?? tenantId
}
