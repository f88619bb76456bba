import type { Observer } from './queues.ts'

/** How long the same complaint is not repeated: BullMQ tries again at once, so one fault can be thousands a second. */
const repeatAfterMs = 10_000

/** Tells changes of state once each, and complaints without their echoes. */
export function watch({ onState, onError }: Observer, now: () => number = () => performance.now()) {
  let away = false
  let stopped = false
  const told = new Map<string, number>()

  return {
    get away() {
      return away
    },
    lost(error: Error): void {
      if (away || stopped) return
      away = true
      onState({ away: error })
    },
    recovered(): void {
      if (!away || stopped) return
      away = false
      onState('back')
    },
    complain(error: Error): void {
      for (const [message, at] of told) if (now() - at >= repeatAfterMs) told.delete(message)
      if (stopped || told.has(error.message)) return
      told.set(error.message, now())
      onError(error)
    },
    /** From now on connections close because they are told to. */
    stop(): void {
      stopped = true
    },
  }
}

/** Whether it says no more than that a connection is gone. */
export function isConnectionError(error: Error & { code?: unknown }): boolean {
  const code = typeof error.code === 'string' ? error.code : ''
  return (
    // Node's, or an SQLSTATE of class 08 (connection exception) or 57P01 to 57P03 (shut down, crashed, starting).
    /^(ECONN|EPIPE|ETIMEDOUT|57P0[123]$|08...$)/.test(code) ||
    /onnection (is closed|terminated|timeout)|Stream isn't writeable/.test(error.message)
  )
}
