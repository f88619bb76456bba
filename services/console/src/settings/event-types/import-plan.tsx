import type { AnswerOf } from '@g5/sdk'
import { count } from '../../ui/figure.tsx'
import { Facts, Stack } from '../../ui/page.tsx'
import { Note } from '../../ui/told.tsx'

/** Names that are shown of each kind. */
const most = 50

/** What an import would make. */
export function ImportPlan({ plan: { created, changed, unchanged } }: { plan: AnswerOf<'eventTypes.import'> }) {
  return (
    <Stack>
      <Note tone={created.length + changed.length > 0 ? 'good' : 'info'}>
        {count(created.length)} will be made, {count(changed.length)} changed; {count(unchanged.length)} are as the
        document says already. Nothing has been stored yet.
      </Note>
      <Facts
        facts={[
          ['New', named(created)],
          ['Changed, with a new version where the schema differs', named(changed)],
          ['Unchanged', named(unchanged)],
        ]}
      />
    </Stack>
  )
}

const named = (names: readonly string[]) =>
  names.length > 0
    ? names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '')
    : null
