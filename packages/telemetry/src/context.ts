import { AsyncLocalStorage } from 'node:async_hooks'

/** What every line says that is logged within a request or a piece of work. */
export interface LogContext {
  requestId?: string
  traceId?: string
  tenantId?: string
  [field: string]: unknown
}

const storage = new AsyncLocalStorage<LogContext>()

/** Runs `work` so that all it logs, now and later, carries these fields besides those of the context around it. */
export function withContext<T>(fields: LogContext, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, work)
}

/** Adds to the context from here on, for what is known only later; outside of one it does nothing. */
export function enrichContext(fields: LogContext): void {
  const context = storage.getStore()
  if (context) Object.assign(context, fields)
}

export function currentContext(): Readonly<LogContext> {
  return storage.getStore() ?? {}
}
