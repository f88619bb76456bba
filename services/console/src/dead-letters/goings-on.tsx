import type { Bulk } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { BulkBadge } from '../bulks/bulk-badge.tsx'
import { BulkLevers } from '../bulks/bulk-levers.tsx'
import { BulkProgress } from '../bulks/bulk-progress.tsx'
import { bulkTitle, selectionWords } from '../bulks/selection-words.ts'
import { useBulk } from '../bulks/use-bulk.ts'
import { useSession } from '../session/use-session.ts'
import { Button } from '../ui/button.tsx'
import { Row, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/told.tsx'

const route = getRouteApi('/dead-letters')
/** Milliseconds after which is looked for what somebody else began. */
const refreshMs = 5_000

/** What is being done to dead letters now, whoever began it, and what began here: it is in the address. */
export function GoingsOn() {
  const { bulk: own } = route.useSearch()
  const navigate = route.useNavigate()
  const ids = useGoingOn(own)
  const [closed, setClosed] = useState<readonly string[]>([])
  function close(id: string): void {
    setClosed([...closed, id])
    if (id === own) void navigate({ search: (before) => ({ ...before, bulk: undefined }) })
  }
  return ids
    .filter((id) => !closed.includes(id))
    .map((id) => <GoingOn key={id} bulkId={id} onClose={() => close(id)} />)
}

/** Those that were seen going on stay when they are done, so that whoever watches sees how they ended. */
function useGoingOn(own: string | undefined): string[] {
  const { g5, key } = useApi()
  const [seen, setSeen] = useState<readonly string[]>([])
  const { data } = useQuery({
    queryKey: [key, 'bulks', 'going-on'],
    queryFn: ({ signal }) => Promise.resolve(g5.bulks.list({ limit: 100 }, { signal })),
    refetchInterval: refreshMs,
  })
  useEffect(() => {
    const going = (data?.data ?? []).filter(isOfDeadLetters).map(({ id }) => id)
    setSeen((before) => (going.every((id) => before.includes(id)) ? before : [...new Set([...going, ...before])]))
  }, [data])
  return [...new Set([...(own === undefined ? [] : [own]), ...seen])]
}

const isOfDeadLetters = ({ status, select }: Bulk) => status === 'running' && select.status?.includes('dead') === true

function GoingOn({ bulkId, onClose }: { bulkId: string; onClose: () => void }) {
  const { door } = useSession()
  const query = useBulk(bulkId)
  const bulk = query.data
  return (
    <Section
      title={
        <Row>
          {bulk ? bulkTitle(bulk) : 'Replay'}
          {bulk && <BulkBadge bulk={bulk} />}
        </Row>
      }
      about={bulk && `${capital(selectionWords(bulk))}.`}
      actions={
        <>
          {door === 'console' && (
            <Link to="/bulks/$bulkId" params={{ bulkId }}>
              Details
            </Link>
          )}
          {bulk?.status !== 'running' && <Button onClick={onClose}>Close</Button>}
        </>
      }
    >
      <Loaded query={query} what="how far it has come" lines={1}>
        {(loaded) => (
          <>
            <BulkProgress bulk={loaded} />
            <BulkLevers bulk={loaded} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
