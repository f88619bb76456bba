import { trace } from '@opentelemetry/api'
import { traceRedis } from './redis.ts'
import { createTracing, type Tracing } from './tracing.ts'

export interface TracingOptions {
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`; undefined: no tracing, and nothing of it is loaded. */
  endpoint: string | undefined
  /** `g5-core-api`, `g5-webhook-worker`. */
  service: string
  version: string
}

/**
 * Traces go to the collector at the endpoint. The SDK reads its other settings from the variables of the specification
 * (`OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`, …). Spans are sent in the background, in batches; those that find no
 * room are dropped, so a collector that is slow or away costs spans and nothing else.
 */
export async function startTracing({ endpoint, service, version }: TracingOptions): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined
  const { startNodeSdk } = await import('@opentelemetry/sdk-node')
  const sdk = startNodeSdk({
    resourceAttributes: { 'service.name': service, 'service.version': version },
    propagators: [], // We read and write `traceparent` ourselves: `tracestate` and `baggage` are for no stranger.
    metricReaders: [], // Prometheus reads them.
    logRecordProcessors: [], // They go to standard output.
    logLevel: 'none', // Would write to the console; a collector that is away shows by itself.
  })
  const tracing = createTracing(trace.getTracer('g5-core', version), sdk.shutdown)
  const untrace = traceRedis(tracing)
  return {
    ...tracing,
    async stop() {
      untrace()
      await tracing.stop()
    },
  }
}
