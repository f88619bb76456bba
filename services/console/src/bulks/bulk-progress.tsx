import type { Bulk } from '@g5/sdk'
import { countdown } from '../time/countdown.ts'
import { rate } from '../ui/figure.tsx'
import { Progress } from '../ui/progress.tsx'
import { type Progress as Far, progressOf } from './progress.ts'
import { bulkTitle } from './selection-words.ts'
import { useObservedRate } from './use-bulk.ts'

/** How far a bulk has come, how fast it goes and how long that will take. */
export function BulkProgress({ bulk }: { bulk: Bulk }) {
  const perSecond = useObservedRate(bulk)
  const far = progressOf(bulk, perSecond)
  return (
    <Progress
      label={`Progress of ${bulkTitle(bulk)}`}
      share={far.share}
      tone={toneOf(bulk)}
      words={`${far.words}${speedWords(perSecond, far)}`}
    />
  )
}

export function toneOf({ status, paused }: Pick<Bulk, 'status' | 'paused'>) {
  if (status === 'done') return 'good'
  if (status === 'stopped') return 'idle'
  return paused ? 'warn' : undefined
}

function speedWords(perSecond: number | undefined, { leftMs, left }: Far): string {
  if (left === 0) return ''
  const speed = perSecond ? ` It goes at ${rate(perSecond)} a second` : ''
  const time = leftMs === undefined ? '' : `about ${countdown(leftMs)} left.`
  if (speed) return time ? `${speed}, ${time}` : `${speed}.`
  return time && ` ${time.charAt(0).toUpperCase()}${time.slice(1)}`
}
