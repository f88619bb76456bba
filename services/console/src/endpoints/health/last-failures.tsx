import { words as known, type RowOf } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.ts'
import { Time } from '../../time/time.tsx'
import { Section } from '../../ui/page.tsx'
import { DeliveryBadge, words } from '../../ui/states-of.tsx'
import { Empty, Loaded } from '../../ui/told.tsx'
import css from './health.module.css'

type Delivery = RowOf<'deliveries.list'>

const shown = 5
const refreshMs = 15_000

/** The newest deliveries whose last attempt failed, each with what was said. */
export function LastFailures({ endpointId }: { endpointId: string }) {
  const { g5, key } = useApi()
  const query = useQuery({
    queryKey: [key, 'endpoints', endpointId, 'last-failures'],
    async queryFn({ signal }) {
      const errorCode = [...known['deliveries.list'].errorCode]
      const { data } = await g5.deliveries.list({ endpointId, errorCode, limit: shown }, { signal })
      const logs = await Promise.all(data.map(({ id }) => g5.deliveries.get(id, { signal })))
      return data.map((delivery, i) => ({
        delivery,
        attempt: logs[i]?.log.findLast(({ outcome }) => outcome === 'failed'),
      }))
    },
    refetchInterval: refreshMs,
  })
  return (
    <Section title="Last failures" about="The newest deliveries whose last attempt failed.">
      <Loaded query={query} what="the last failures">
        {(failures) =>
          failures.length === 0 ? (
            <Empty title="None" />
          ) : (
            <ul className={css.list}>
              {failures.map(({ delivery, attempt }) => (
                <li key={delivery.id}>
                  <span className={css.head}>
                    <Link to="/deliveries/$deliveryId" params={{ deliveryId: delivery.id }}>
                      {delivery.eventType ?? delivery.id}
                    </Link>
                    <DeliveryBadge status={delivery.status} errorCode={delivery.errorCode} />
                  </span>
                  <span>{said(delivery, attempt)}</span>
                  <span className={css.soft}>
                    Attempt {delivery.attempts}
                    {attempt && (
                      <>
                        , <Time at={attempt.startedAt} />
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function said({ errorCode }: Delivery, attempt: { status: number | null; detail: string | null } | undefined): string {
  const what = errorCode ? words(errorCode) : 'failed'
  const answer = attempt?.status ? `answered ${attempt.status}` : undefined
  return [what, answer, attempt?.detail].filter(Boolean).join(': ')
}
