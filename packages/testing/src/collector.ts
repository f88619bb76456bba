import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** A span as OTLP's JSON has it, cut down to what tests look at. */
interface CollectedSpan {
  traceId: string
  spanId: string
  /** Empty for the first of its trace. */
  parentSpanId: string
  name: string
  /** OTLP's numbers: 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number
  service: string
  attributes: Record<string, unknown>
  links: { traceId: string; spanId: string }[]
}

export interface Collector {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is to be. */
  url: string
  spans: CollectedSpan[]
  close(): Promise<void>
}

interface Attribute {
  key: string
  value: Record<string, unknown>
}
interface Export {
  resourceSpans: {
    resource: { attributes: Attribute[] }
    scopeSpans: {
      spans: (Omit<CollectedSpan, 'attributes' | 'links' | 'service' | 'parentSpanId'> & {
        parentSpanId?: string
        attributes?: Attribute[]
        links?: CollectedSpan['links']
      })[]
    }[]
  }[]
}

/** Takes traces over OTLP (`http/json`) and keeps them. */
export async function startCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
      spans.push(...spansOf(JSON.parse(text.toString())))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function spansOf({ resourceSpans }: Export): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valuesOf(resource.attributes)['service.name'])
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes = [], links = [], parentSpanId = '', ...span }) => ({
        ...span,
        parentSpanId,
        service,
        attributes: valuesOf(attributes),
        links,
      })),
    )
  })
}

function valuesOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
