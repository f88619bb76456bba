import { useTicking } from '../time/clock.ts'
import { countdown } from '../time/countdown.ts'
import { exact } from '../time/words.ts'

/** A moment that is counted down to. */
export function CountdownTo({ at, then }: { at: string; then: string }) {
  const ms = Date.parse(at)
  const words = useTicking((now) => (ms > now ? `in ${countdown(ms - now)}` : then))
  return (
    <time dateTime={at} title={exact(ms)}>
      {words}
    </time>
  )
}
