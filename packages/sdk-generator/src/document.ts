/** Of an OpenAPI document, what clients are made from. */
export interface Document {
  paths: Record<string, Record<string, Operation>>
  webhooks?: Record<string, Record<string, Operation>>
  components?: { responses?: Record<string, Body>; schemas?: Record<string, Schema> }
}

export interface Operation {
  operationId: string
  summary: string
  description?: string
  security: object[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean } & Body
  responses: Record<string, Body>
}

/** What has a body. */
interface Body {
  content?: Record<string, Media>
}

export interface Media {
  schema?: Schema
  example?: unknown
}

export interface Parameter {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  schema: Schema & { type?: string }
}

export interface Schema {
  $ref?: string
  properties?: Record<string, Schema>
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  items?: Schema
}
