import type { Queue } from '@g5/sdk'
import { upTo } from './bounded.ts'

/** What pausing does, before it is done. */
export const pauseWords =
  'Within about a second, no worker takes from it any more, until somebody resumes it. Events are accepted all the same; what they make waits in Postgres. Nothing is lost, and waiting costs no attempt. What is in the hands of a worker now is still sent.'

/** What resuming does, before it is done. */
export function resumeWords({ due }: Pick<Queue, 'due'>): string {
  if (due === null || due === 0) return 'Workers take from it again. Nothing is due that waited.'
  return `Workers take from it again. What waited goes out, the oldest first within each endpoint’s own limits: ${upTo(due)} ${due === 1 ? 'is' : 'are'} due now.`
}

/** Those that carry deliveries; the others keep the deployment itself going. */
export const isPausable = ({ due }: Pick<Queue, 'due'>): boolean => due !== null
