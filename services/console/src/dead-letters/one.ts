import { type G5, G5Problem, type ProblemCode } from '@g5/sdk'
import type { DeadLetter } from './selection.ts'

export type Outcome = 'done' | 'somebody_was_faster'

/** What somebody else was faster with is no failure: it is as it was meant to be. */
const alreadyDone: readonly ProblemCode[] = ['not_dead', 'already_queued']

export async function replayOne(g5: G5, { id, tenantId }: DeadLetter): Promise<Outcome> {
  return orAlreadyDone(g5.deadLetters.replay(id, { tenant: tenantId }))
}

export async function discardOne(g5: G5, { id, tenantId }: DeadLetter): Promise<Outcome> {
  return orAlreadyDone(g5.deadLetters.discard(id, { tenant: tenantId }))
}

async function orAlreadyDone(change: PromiseLike<unknown>): Promise<Outcome> {
  try {
    await change
    return 'done'
  } catch (error) {
    if (error instanceof G5Problem && alreadyDone.includes(error.code)) return 'somebody_was_faster'
    throw error
  }
}
