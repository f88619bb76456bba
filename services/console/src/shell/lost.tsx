import { Link } from '@tanstack/react-router'
import { Page } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'

export function Lost() {
  return (
    <Page title="Nothing here">
      <Empty title="There is no page at this address" action={<Link to="/">Go to the start</Link>}>
        The link may be old, or may lead to something that you may not see.
      </Empty>
    </Page>
  )
}
