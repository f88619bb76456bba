import { sentence } from '../commands/command.ts'
import type { Ground } from './ground.ts'
import { type Check, red, type Verdict } from './verdict.ts'

export type Row = Pick<Check, 'id' | 'item'> & Verdict

/** Runs all checks at once, each with a deadline of `timeoutMs`: one that fails or hangs is a red row. */
export async function examine(checks: readonly Check[], ground: Ground, timeoutMs: number): Promise<Row[]> {
  return Promise.all(
    checks.map(async ({ id, item, look }) => ({ id, item, ...(await within(async () => look(ground), timeoutMs)) })),
  )
}

async function within(look: () => Promise<Verdict>, timeoutMs: number): Promise<Verdict> {
  const { promise: late, resolve } = Promise.withResolvers<Verdict>()
  const timer = setTimeout(
    () => resolve(red(`no answer within ${timeoutMs} ms`, 'See why it hangs, and run this again.')),
    timeoutMs,
  )
  const looked = look().catch((error: unknown) =>
    red(
      `could not be looked at: ${error instanceof Error ? sentence(error) : String(error)}`,
      'Make it reachable from here.',
    ),
  )
  try {
    return await Promise.race([looked, late])
  } finally {
    clearTimeout(timer)
  }
}
