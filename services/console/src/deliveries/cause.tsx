import type { Attempt, Delivery } from '@g5/sdk'
import { Note } from '../ui/told.tsx'
import { errorWords, reasonWords } from './errors.ts'

/** Why a delivery is not where it should be, and what to do about it. Nothing where all is well. */
export function Cause({ delivery, last }: { delivery: Delivery; last: Attempt | undefined }) {
  const { status, reason, errorCode } = delivery
  if (status === 'delivered') return null
  const error = errorCode && errorWords[errorCode]
  // That the schedule is used up is no cause: what the last attempt failed with is.
  const because = reason && !(error && reason === 'retries_exhausted') ? reasonWords[reason] : undefined
  if (!error && !because) return null
  const tone = status === 'dead' ? 'bad' : status === 'cancelled' ? 'info' : 'warn'
  return (
    <Note tone={tone}>
      {because && (
        <p>
          <strong>{because.what}</strong> {because.do}
        </p>
      )}
      {error && (
        <p>
          <strong>
            {because && 'The last attempt: '}
            {error.what}
          </strong>{' '}
          {last?.status != null && `It answered ${last.status}. `}
          {last?.detail && `${last.detail} `}
          {error.do}
        </p>
      )}
    </Note>
  )
}
