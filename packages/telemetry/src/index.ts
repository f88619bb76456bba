export { currentContext, enrichContext, type LogContext, withContext } from './context.ts'
export { followLevel } from './follow-level.ts'
export { createLogger, type Logger, type LoggerOptions } from './logger.ts'
export { type Backlog, backlogMetrics } from './metrics/backlog.ts'
export { type DeliveryMetrics, deliveryMetrics } from './metrics/delivery.ts'
export { type DispatchMetrics, dispatchMetrics } from './metrics/dispatch.ts'
export {
  type HttpMetrics,
  httpMetrics,
  type IngestMetrics,
  ingestMetrics,
  type RefusalMetrics,
  refusalMetrics,
  streamMetrics,
} from './metrics/ingest.ts'
export { createRegistry, type Registry } from './metrics/registry.ts'
export { replicaMetrics } from './metrics/replicas.ts'
export { mayReadMetrics, type ProbeServer, type Probes, serveProbes } from './probes.ts'
export { type SerializedError, serializeError } from './serialize-error.ts'
export { createStartUp, readOrExit } from './start-up.ts'
export { newTraceparent, parseTraceparent, type TraceParent, traceIdOf } from './trace.ts'
export { startTracing } from './tracing/start.ts'
export type { ActiveSpan, Exemplar, Tracing } from './tracing/tracing.ts'
