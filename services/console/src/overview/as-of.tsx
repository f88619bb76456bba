import { useTicking } from '../time/clock.ts'
import { Time } from '../time/time.tsx'

/** How far the numbers reach. */
export function AsOf({ asOf, isFailing }: { asOf: string | null; isFailing: boolean }) {
  // What the server wrote a moment ago may lie in the future of this clock.
  const at = useTicking((now) => (asOf === null ? '' : new Date(Math.min(Date.parse(asOf), now)).toISOString()))
  if (asOf === null) return 'Nothing has been counted yet; numbers come within a minute of the first event.'
  return (
    <>
      Numbers as of <Time at={at} />
      {isFailing && '; the API can’t be asked for newer ones just now'}.
    </>
  )
}
