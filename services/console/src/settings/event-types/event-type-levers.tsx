import type { AnswerOf } from '@g5/sdk'
import { useNavigate } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Trash } from 'lucide-react'
import { useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { useChange } from '../../api/use-change.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'

export function EventTypeLevers({
  eventType: { name, archived, shared, version },
}: {
  eventType: AnswerOf<'eventTypes.get'>
}) {
  const { g5 } = useApi()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'archive' | 'delete'>()
  const archive = useChange(() => (archived ? g5.eventTypes.unarchive(name) : g5.eventTypes.archive(name)), {
    done: archived ? `${name} is in use again` : `${name} is archived`,
    onDone: () => setAsking(undefined),
  })
  const remove = useChange(() => g5.eventTypes.delete(name), {
    done: `${name} is deleted`,
    onDone: () => void navigate({ to: '/settings/event-types' }),
  })
  const close = () => setAsking(undefined)
  return (
    <>
      {archived ? (
        <Button icon={<ArchiveRestore />} busy={archive.isPending} onClick={() => archive.mutate()}>
          Use again
        </Button>
      ) : (
        <Button icon={<Archive />} onClick={() => setAsking('archive')}>
          Archive…
        </Button>
      )}
      <Button icon={<Trash />} onClick={() => setAsking('delete')}>
        Delete…
      </Button>
      <Confirm
        open={asking === 'archive'}
        onOpenChange={close}
        title={`Archive ${name}?`}
        action="Archive"
        busy={archive.isPending}
        onConfirm={() => archive.mutate()}
      >
        It is marked as no longer meant to be used. Its events are taken and delivered all the same, and it can be put
        back in use.
      </Confirm>
      <Confirm
        open={asking === 'delete'}
        onOpenChange={close}
        title={`Delete ${name}?`}
        action="Delete event type"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {version > 1 ? `All ${version} versions of its schema` : 'Its schema'}, its description and its examples are
        lost
        {shared && ', for every tenant'}. Events of this type stay, and endpoints go on naming it. Tenants that validate
        their events refuse new ones of it. To only mark it as old, archive it instead.
      </Confirm>
    </>
  )
}
