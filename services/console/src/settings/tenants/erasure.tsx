import type { AnswerOf } from '@g5/sdk'
import { Time } from '../../time/time.tsx'
import { count } from '../../ui/figure.tsx'
import { Facts, Section } from '../../ui/page.tsx'

/** How far the erasure of a tenant has come. */
export function Erasure({ erasure }: { erasure: NonNullable<AnswerOf<'tenants.get'>['erasure']> }) {
  const { startedAt, erased } = erasure
  return (
    <Section
      title="Being erased"
      about="It ended at once: its credentials are refused and nothing more is sent. What it had is erased in the background, which takes some minutes at least; this page follows it, and may be left."
    >
      <div role="status">
        <Facts
          facts={[
            ['Begun', <Time key="begun" at={startedAt} />],
            ['Events erased', count(erased.events)],
            ['Deliveries erased', count(erased.deliveries)],
            ['Attempts erased', count(erased.attempts)],
            ['Other rows erased', count(erased.other)],
          ]}
        />
      </div>
    </Section>
  )
}
