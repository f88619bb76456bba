import type { oas31 } from 'zod-openapi'
import { openApiDocument } from '../../src/docs/openapi.ts'
import type { Operation } from '../../src/route.ts'
import { routes } from '../../src/routes.ts'

export interface Parameter {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  schema: oas31.SchemaObject
}

interface Media {
  schema?: oas31.SchemaObject
  example?: unknown
}

export interface Response {
  $ref?: string
  content?: Record<string, Media>
  headers?: Record<string, unknown>
}

interface Documented {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, Media> }
  responses: Record<string, Response>
}

/** An operation as it is declared, and as clients read of it. */
export interface ContractOperation {
  id: string
  method: string
  /** With `{…}` for its parameters. */
  path: string
  route: Operation
  documented: Documented
}

/** As clients get it. */
export const contract = JSON.parse(JSON.stringify(openApiDocument(routes, 'test'))) as {
  paths: Record<string, Record<string, Documented>>
  components: { schemas: Record<string, oas31.SchemaObject>; responses: Record<string, Response> }
}

/** All of them: what walks these walks routes that are not written yet. */
export const operations: readonly ContractOperation[] = routes.map((route) => {
  const path = route.url.replaceAll(/:(\w+)/g, '{$1}')
  const documented = contract.paths[path]?.[route.method.toLowerCase()]
  if (!documented) throw new Error(`${route.method} ${path} is not documented`)
  return { id: route.operationId, method: route.method, path, route, documented }
})

export function parametersOf({ documented }: ContractOperation, place: Parameter['in']): Parameter[] {
  return (documented.parameters ?? []).filter((one) => one.in === place)
}

/** Its body, where it takes one. */
export function mediaOf({ documented }: ContractOperation): Media | undefined {
  return documented.requestBody?.content['application/json']
}

/** What it answers with a status. */
export function responseOf({ documented }: ContractOperation, status: number): Response | undefined {
  const response = documented.responses[status]
  return response?.$ref ? contract.components.responses[response.$ref.split('/').at(-1) ?? ''] : response
}

/** Is one of its answers a stream that goes on? */
export function streams({ documented }: ContractOperation): boolean {
  return Object.values(documented.responses).some(({ content }) => content && 'text/event-stream' in content)
}
