/** Of an OpenAPI document, what clients are made from. */
export interface Document {
  paths: Record<string, Record<string, Operation>>
}

export interface Operation {
  operationId: string
  summary: string
  description?: string
  security: object[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean }
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
}

export interface Parameter {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  schema: { type?: string }
}

interface Schema {
  properties?: Record<string, unknown>
}
