import { type AnswerOf, type RowOf, words } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { given } from '../../api/given.ts'
import { TenantName } from '../../api/tenant-name.tsx'
import { useApi, useNeedsTenant } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { useRows } from '../../api/use-rows.ts'
import { useMe } from '../../session/use-session.ts'
import { type Column, DataTable } from '../../table/data-table.tsx'
import { ManyOf } from '../../table/many-of.tsx'
import { Time, TimeOr } from '../../time/time.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/told.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { InviteLinkDialog } from './invite-link-dialog.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { roleSays } from './roles.ts'
import { UserActions } from './user-actions.tsx'
import { UserBadge } from './user-badge.tsx'
import { type Asked, UserConfirm } from './user-confirm.tsx'

type User = RowOf<'users.list'>

type Open =
  | { kind: 'new' }
  | { kind: 'link'; user: AnswerOf<'users.invite'> }
  | { kind: Asked | 'role'; user: User }
  | undefined

const route = getRouteApi('/settings/users')

export default function UsersPage() {
  const { g5, key } = useApi()
  const me = useMe()
  const allTenants = useNeedsTenant()
  const { role } = route.useSearch()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const list = useRows(
    [key, 'users', { role }],
    ({ cursor, signal }) => g5.users.list(given({ role, cursor, limit: 100 }), { signal }),
    { refreshMs: 15_000 },
  )
  const invite = useChange((id: string) => g5.users.invite(id), {
    onDone: (user) => setOpen({ kind: 'link', user }),
  })
  const enable = useChange((id: string) => g5.users.update(id, { disabled: false }), {
    done: ({ email }) => `${email} can sign in again`,
  })
  const columns = useMemo<Column<User>[]>(
    () => [
      ...columnsOf(allTenants, me.id),
      {
        id: 'actions',
        header: 'Actions',
        width: '72px',
        cell: (user) => (
          <UserActions
            user={user}
            own={user.id === me.id}
            onAsk={(kind) => setOpen({ kind, user })}
            onEnable={() => enable.mutate(user.id)}
          />
        ),
      },
    ],
    [allTenants, me.id, enable.mutate],
  )

  return (
    <Page
      fill
      title="Users"
      about={
        allTenants
          ? 'Everybody who can sign in: operators, who run the deployment, and the users of all tenants.'
          : 'Who can sign in here, and what their role lets them do.'
      }
      actions={
        <Button look="primary" icon={<UserPlus />} onClick={() => setOpen({ kind: 'new' })}>
          {allTenants ? 'Invite an operator…' : 'Invite a user…'}
        </Button>
      }
    >
      <DataTable
        name="users"
        label="Users"
        columns={columns}
        list={list}
        rowId={({ id }) => id}
        filters={
          <ManyOf
            label="Role"
            value={role ?? []}
            onChange={(next) => void navigate({ search: { role: next } })}
            options={words['users.list'].role.map((value) => ({ value, label: value }))}
          />
        }
        empty={
          <Empty
            title={role ? 'Nobody has this role' : 'Nobody can sign in here yet'}
            action={
              <Button onClick={() => setOpen({ kind: 'new' })}>
                {allTenants ? 'Invite an operator…' : 'Invite a user…'}
              </Button>
            }
          >
            Whoever is invited chooses a password by a link that you hand over.
          </Empty>
        }
      />
      {open?.kind === 'new' && <InviteDialog onClose={close} onInvited={(user) => setOpen({ kind: 'link', user })} />}
      {open?.kind === 'link' && <InviteLinkDialog user={open.user} onClose={close} />}
      {open?.kind === 'role' && <RoleDialog user={open.user} onClose={close} />}
      {open && open.kind !== 'new' && open.kind !== 'link' && open.kind !== 'role' && (
        <UserConfirm
          asked={open.kind}
          user={open.user}
          own={open.user.id === me.id}
          onClose={close}
          onInvite={() => invite.mutate(open.user.id)}
          inviting={invite.isPending}
        />
      )}
    </Page>
  )
}

function columnsOf(allTenants: boolean, ownId: string | null): Column<User>[] {
  return [
    {
      id: 'email',
      header: 'E-mail',
      width: 'minmax(200px, 1fr)',
      cell: ({ id, email }) => (
        <>
          <strong>{email}</strong>
          {id === ownId && ' (you)'}
        </>
      ),
    },
    {
      id: 'role',
      header: 'Role',
      width: '110px',
      cell: ({ role }) => <span title={role ? roleSays[role] : undefined}>{role ?? 'unknown, may do nothing'}</span>,
    },
    { id: 'state', header: 'State', width: '120px', cell: ({ status }) => <UserBadge status={status} /> },
    ...(allTenants
      ? [
          {
            id: 'tenant',
            header: 'Tenant',
            width: '140px',
            cell: ({ tenantId }: User) => <TenantName id={tenantId} />,
          },
        ]
      : []),
    {
      id: 'invite',
      header: 'Invite link ends',
      width: '130px',
      cell: ({ inviteExpiresAt }) => <TimeOr at={inviteExpiresAt} otherwise="—" />,
    },
    { id: 'created', header: 'Invited', width: '110px', cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: 'uid', header: 'uid', hidden: true, cell: ({ uid }) => uid ?? '—' },
  ]
}
