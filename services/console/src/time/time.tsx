import { useTicking } from './clock.ts'
import { exact, relative } from './words.ts'

/** When something was or will be: relative, with the exact time in the reader's zone for who points at it. */
export function Time({ at }: { at: string }) {
  const ms = Date.parse(at)
  const words = useTicking((now) => relative(ms, now))
  return (
    <time dateTime={at} title={exact(ms)}>
      {words}
    </time>
  )
}

/** A time that may not be. */
export const TimeOr = ({ at, otherwise }: { at: string | null; otherwise: string }) =>
  at === null ? otherwise : <Time at={at} />
