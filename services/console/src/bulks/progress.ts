import type { Bulk } from '@g5/sdk'
import { count } from '../ui/numbers.ts'

type Told = Pick<Bulk, 'action' | 'status' | 'paused' | 'ratePerSecond' | 'matched' | 'touched' | 'skipped'>

export interface Progress {
  /** From 0 to 1. */
  share: number
  /** That it has not come to. */
  left: number
  /** Milliseconds; undefined where nobody can say: it is paused, or has no pace and has not been watched for long. */
  leftMs: number | undefined
  /** All of it in a sentence. */
  words: string
}

/** What became of a delivery that a bulk touched. */
export const doneWord: Record<Bulk['action'], string> = {
  send: 'sent again',
  cancel: 'cancelled',
  discard: 'discarded',
  expunge: 'erased',
}

const changed = 'they had changed before it came to them.'

/** What is left alone by rule (`sendAgain` and `cancelOpen` of the API), as far as a console can say it. */
const skippedWord: Record<Bulk['action'], string> = {
  send: 'they had changed before it came to them, their endpoint is disabled, or their event has expired or lost its payload.',
  cancel: changed,
  discard: changed,
  expunge: changed,
}

/** @param perSecond how many were really touched of late, where that has been seen */
export function progressOf(bulk: Told, perSecond?: number): Progress {
  const { status, matched, touched, paused, ratePerSecond } = bulk
  const left = status === 'done' ? 0 : Math.max(0, matched - touched)
  const share = status === 'done' || matched === 0 ? 1 : Math.min(1, touched / matched)
  const speed = perSecond ? perSecond : ratePerSecond
  const leftMs = status !== 'running' || paused || !speed ? undefined : Math.ceil((left / speed) * 1_000)
  return { share, left, leftMs, words: wordsOf(bulk, left) }
}

function wordsOf({ action, status, paused, matched, touched, skipped }: Told, left: number): string {
  const so = `${count(touched)} of ${count(matched)} ${doneWord[action]}`
  switch (status) {
    case 'running':
      return paused ? `Paused: ${so}, ${count(left)} wait.` : `${so}, ${count(left)} to go.`
    case 'stopped':
      return `Stopped: ${so}. The other ${count(left)} were left as they were.`
    case 'done':
      return skipped === 0
        ? `Done: ${count(touched)} ${doneWord[action]}.`
        : `Done: ${count(touched)} ${doneWord[action]}. ${count(skipped)} were skipped: ${skippedWord[action]}`
  }
}
