import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export type { Registry }

/** A registry with the figures of the process (CPU, memory, event loop, garbage collection). */
export function createRegistry(service: string): Registry {
  const registry = new Registry()
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
