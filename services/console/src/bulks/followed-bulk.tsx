import type { Bulk } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { useSession } from '../session/use-session.ts'
import { Stack } from '../ui/page.tsx'
import { BulkLevers } from './bulk-levers.tsx'
import { BulkProgress } from './bulk-progress.tsx'
import { useBulk } from './use-bulk.ts'

/** How far a bulk has come, where it was begun, with its levers; it goes on without anybody looking. */
export function FollowedBulk({ bulk: made }: { bulk: Bulk }) {
  const { door } = useSession()
  const bulk = useBulk(made.id).data ?? made
  return (
    <Stack>
      <BulkProgress bulk={bulk} />
      <BulkLevers bulk={bulk} />
      {bulk.status === 'running' && <p>You can leave: it goes on by itself.</p>}
      {door === 'console' && (
        <Link to="/bulks/$bulkId" params={{ bulkId: made.id }}>
          Follow it on its own page
        </Link>
      )}
    </Stack>
  )
}
