import { getRouteApi } from '@tanstack/react-router'
import type { Rows } from '../api/use-rows.ts'
import { LookedBack } from '../table/looked-back.tsx'
import { Button } from '../ui/button.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { Empty } from '../ui/told.tsx'

const route = getRouteApi('/dead-letters')

/** Why the list is empty: since nothing died, or since the filters leave nothing. */
export function NoDeadLetters() {
  const { tenant, bulk, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  if (Object.values(filters).some((one) => one !== undefined))
    return (
      <Empty
        title="No dead letter matches these filters"
        action={<Button onClick={() => void navigate({ search: { tenant, bulk } })}>Remove all filters</Button>}
      >
        They may have been replayed or discarded, or have never been.
      </Empty>
    )
  return (
    <Empty
      title="No dead letters"
      action={
        <ButtonLink to="/deliveries" search={{ status: ['pending', 'queued'] }}>
          Look at what is under way
        </ButtonLink>
      }
    >
      Nothing has failed for good. A delivery comes here when every attempt of its schedule has failed, or when trying
      again can’t help.
    </Empty>
  )
}

/** Nothing so far, but not all has been looked through. */
export const NoneFoundYet = ({ list }: { list: Rows<unknown> }) => (
  <Empty title="None found yet" action={<LookedBack list={list} />}>
    No dead letter that matches was found in what has been looked through.
  </Empty>
)
