import type { G5 } from '@g5/sdk'
import { type Context, known } from '../context.ts'
import { clientOf } from '../profiles/session.ts'

/** A client for one stream, and what the stream is to call: they say when it is open, lost, and open again. */
export function connection({ session, out }: Pick<Context, 'session' | 'out'>): {
  g5: G5
  onConnection: (open: boolean) => void
} {
  let opened = 0
  const g5 = clientOf(known(session), async (url, init) => {
    try {
      return await fetch(url, init)
    } catch (error) {
      if (opened > 0 && !init.signal?.aborted) out.note('The connection is lost; trying again.')
      throw error
    }
  })
  function onConnection(open: boolean): void {
    if (!open) return // Who reads it may have had enough; a connection that can't be made again is told above.
    out.note(opened++ === 0 ? 'Listening. Ctrl-C ends it.' : 'Connected again; what came meanwhile follows.')
  }
  return { g5, onConnection }
}
