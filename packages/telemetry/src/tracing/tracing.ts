import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import type { TraceParent } from '../trace.ts'
import { parseTraceparent } from '../trace.ts'

/**
 * Spans of what we do, where somebody collects them. There is one only where tracing is on: code that may be traced
 * asks `tracing?.`, so that without it there is nothing to pay.
 */
export interface Tracing {
  /** Begins a span. Whoever begins it ends it. */
  begin(name: string, begin: Begin): ActiveSpan
  /** A span inside the one that is being worked on; undefined outside of any, so that chores don't fill a collector. */
  within(name: string, attributes: Attributes): ActiveSpan | undefined
  /** Sends what is left, for at most some seconds. */
  stop(): Promise<void>
}

interface Begin {
  kind: 'server' | 'client' | 'producer' | 'consumer'
  /** A `traceparent`: the span that this one follows from. A new trace begins without it. */
  parent?: string | undefined
  /** A `traceparent`: another span that this one has to do with. */
  link?: string | undefined
  attributes: Attributes
}

export interface ActiveSpan {
  /** Of this span, for whoever follows from it (W3C Trace Context). */
  readonly traceparent: string
  /** What a metric says of it; undefined when it is not collected. */
  readonly exemplar: Exemplar | undefined
  /** Whatever begins a span inside `work` begins it within this one. */
  around<T>(work: () => T): T
  set(attributes: Attributes): void
  /** @param error what went wrong, one word of few: it becomes `error.type` */
  end(error?: string): void
}

/** Labels of an OpenMetrics exemplar. */
export interface Exemplar {
  traceId: string
  spanId: string
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
}

/** How long spans that are left may keep a process from ending. */
const stopMs = 3_000

export function createTracing(tracer: Tracer, shutdown: () => Promise<void>): Tracing {
  return {
    begin(name, { kind, parent, link, attributes }) {
      const linked = remote(link)
      const from = remote(parent)
      const within = from ? trace.setSpanContext(ROOT_CONTEXT, from) : ROOT_CONTEXT
      const span = tracer.startSpan(
        name,
        { kind: kinds[kind], attributes, ...(linked && { links: [{ context: linked }] }) },
        within,
      )
      return active(span, within)
    },
    within(name, attributes) {
      const around = context.active()
      if (!trace.getSpan(around)?.isRecording()) return undefined
      return active(tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, around), around)
    },
    async stop() {
      const { promise: late, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, stopMs)
      await Promise.race([shutdown().catch(() => {}), late]) // A collector that is away must not keep us.
      clearTimeout(timer)
    },
  }
}

function active(span: Span, within: Context): ActiveSpan {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return {
    traceparent: `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`,
    exemplar: span.isRecording() ? { traceId, spanId } : undefined,
    around: (work) => context.with(trace.setSpan(within, span), work),
    set: (attributes) => void span.setAttributes(attributes),
    end(error) {
      if (error !== undefined) {
        span.setAttribute('error.type', error)
        span.setStatus({ code: SpanStatusCode.ERROR })
      }
      span.end()
    },
  }
}

function remote(traceparent: string | undefined) {
  const parsed: TraceParent | undefined = parseTraceparent(traceparent)
  if (!parsed) return undefined
  const { traceId, spanId, sampled } = parsed
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true }
}
