import {
  backlogMetrics,
  createRegistry,
  deliveryMetrics,
  dispatchMetrics,
  httpMetrics,
  ingestMetrics,
  type Registry,
  refusalMetrics,
  replicaMetrics,
  streamMetrics,
} from '../packages/telemetry/src/index.ts'

/** Every metric of ours, as Markdown. */
export function metricsTable(): string {
  const [api, worker, both] = [createRegistry('api'), createRegistry('worker'), createRegistry('both')]
  ingestMetrics(api)
  httpMetrics(api)
  refusalMetrics(api)
  replicaMetrics(api, () => [])
  streamMetrics(api, () => 0)
  deliveryMetrics(worker, { inUse: 0, total: 1 })
  dispatchMetrics(worker)
  backlogMetrics(both, async () => ({}))
  const rows = [...rowsOf(api, 'API'), ...rowsOf(worker, 'worker'), ...rowsOf(both, 'both')]
  return ['| metric | of | labels | what it is |', '|---|---|---|---|', ...rows.toSorted()].join('\n')
}

function rowsOf(registry: Registry, of: string): string[] {
  return registry.getMetricsAsArray().flatMap((metric) => {
    const { name, help } = metric
    if (!name.startsWith('g5_')) return []
    const labels = 'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames : []
    return `| \`${name}\` | ${of} | ${labels.map((label) => `\`${label}\``).join(' ')} | ${help} |`
  })
}
