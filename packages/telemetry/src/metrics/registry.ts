import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  type OpenMetricsContentType,
  Registry as PromRegistry,
} from 'prom-client'

export type Registry = PromRegistry<OpenMetricsContentType>

/**
 * A registry with the figures of the process (CPU, memory, event loop, garbage collection). It speaks OpenMetrics 1.0,
 * which alone has exemplars: the trace of one of the requests that a bucket counts.
 */
export function createRegistry(service: string): Registry {
  const registry: Registry = new PromRegistry<OpenMetricsContentType>()
  registry.setContentType(PromRegistry.OPENMETRICS_CONTENT_TYPE)
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
  return registry
}

/** A metric's name and help, in the registry. Names end in their unit; no label may be a tenant, an endpoint or a URL. */
export function described(registry: Registry, name: `g5_${string}`, help: string) {
  return { name, help, registers: [registry] }
}

/** A gauge that is read when somebody looks, so nobody has to keep it up to date. */
export function readGauge(registry: Registry, name: `g5_${string}`, help: string, read: () => number): Gauge {
  return new Gauge({
    ...described(registry, name, help),
    collect() {
      this.set(read())
    },
  })
}

/** A counter that starts at zero for each value of its label: what has never happened can be asked for, and has a rate. */
export function counterOf<L extends string, V extends string>(
  registry: Registry,
  name: `g5_${string}_total`,
  help: string,
  label: L,
  values: readonly V[],
) {
  const counter = new Counter({ ...described(registry, name, help), labelNames: [label] })
  const children = new Map(values.map((value) => [value, counter.labels(value)]))
  for (const child of children.values()) child.inc(0)
  return { inc: (value: V) => children.get(value)?.inc() }
}
