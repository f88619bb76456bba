import { tracingChannel } from 'node:diagnostics_channel'
import type { ActiveSpan, Tracing } from './tracing.ts'

/**
 * Commands of ioredis as spans, by its own diagnostics channel. Their arguments are not told. Gives back what ends it.
 */
export function traceRedis(tracing: Pick<Tracing, 'within'>): () => void {
  const spans = new WeakMap<object, ActiveSpan>()
  const subscriber = {
    start(message: object) {
      const command = 'command' in message ? String(message.command) : 'command'
      const span = tracing.within(command, { 'db.system.name': 'redis', 'db.operation.name': command })
      if (span) spans.set(message, span)
    },
    end() {},
    asyncStart() {},
    asyncEnd: (message: object) => finish(message),
    error: (message: object) => finish(message, 'redis'),
  }
  // A command that fails is told of twice, and has ended by then.
  function finish(message: object, error?: string): void {
    spans.get(message)?.end(error)
    spans.delete(message)
  }
  const channel = tracingChannel<unknown, object>('ioredis:command')
  channel.subscribe(subscriber)
  return () => void channel.unsubscribe(subscriber)
}
