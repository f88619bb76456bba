import { useTicking } from '../time/clock.ts'
import { exact, relative } from '../time/words.ts'

/** When a delivery is tried next; what was to be tried already waits for its turn. */
export function NextTry({ at }: { at: string | null }) {
  const ms = at === null ? undefined : Date.parse(at)
  const words = useTicking((now) => (ms === undefined ? '—' : ms <= now ? 'due' : relative(ms, now)))
  if (at === null || ms === undefined) return <>{words}</>
  return (
    <time dateTime={at} title={exact(ms)}>
      {words}
    </time>
  )
}
