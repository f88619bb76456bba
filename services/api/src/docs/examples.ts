import type { createDocument, oas31 } from 'zod-openapi'

type OpenApiDocument = ReturnType<typeof createDocument>
type Schemas = Readonly<Record<string, unknown>>

interface Documented {
  parameters?: { description?: string; schema?: oas31.SchemaObject }[]
  requestBody?: Content
  responses?: Record<string, Content>
}

/**
 * Gives each body of a request or an answer an example, put together from those of its members; what has an example of
 * its own keeps it. A parameter is described as its schema is.
 */
export function withExamples(document: OpenApiDocument): OpenApiDocument {
  const schemas: Schemas = document.components?.schemas ?? {}
  for (const item of [...Object.values(document.paths ?? {}), ...Object.values(document.webhooks ?? {})])
    for (const operation of Object.values(item as Record<string, Documented>)) {
      for (const parameter of operation.parameters ?? []) describe(parameter)
      complete(operation.requestBody, schemas)
      for (const response of Object.values(operation.responses ?? {})) complete(response, schemas)
    }
  return document
}

/** A repeatable one says it of the single value. */
function describe(parameter: NonNullable<Documented['parameters']>[number]): void {
  const { schema } = parameter
  const [single] = (schema?.anyOf ?? []) as oas31.SchemaObject[]
  const description = parameter.description ?? schema?.description ?? single?.description
  if (description !== undefined) parameter.description = description
}

interface Content {
  content?: Record<string, { schema?: oas31.SchemaObject; example?: unknown }>
}

function complete(holder: Content | undefined, schemas: Schemas): void {
  for (const media of Object.values(holder?.content ?? {})) {
    if (media.example !== undefined || !media.schema) continue
    const example = exampleOf(media.schema, schemas)
    if (example !== undefined) media.example = example
  }
}

const byFormat: Record<string, string> = {
  'date-time': '2026-01-31T12:00:00.000Z',
  email: 'ada@example.com',
  uri: 'https://example.com/hooks',
}

/** An example of a schema; undefined where nothing says what one would be. */
function exampleOf(schema: oas31.SchemaObject, schemas: Schemas): unknown {
  if ('$ref' in schema)
    return exampleOf(schemas[String(schema.$ref).split('/').at(-1) ?? ''] as oas31.SchemaObject, schemas)
  const [given] = schema.examples ?? []
  if (given !== undefined) return given
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const [branch] = schema.anyOf ?? schema.oneOf ?? []
  if (branch) return exampleOf(branch as oas31.SchemaObject, schemas)
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part as oas31.SchemaObject, schemas)))
  switch ([schema.type].flat()[0]) {
    case 'object':
      return objectOf(schema, schemas)
    case 'array': {
      const item = schema.items && exampleOf(schema.items as oas31.SchemaObject, schemas)
      return item === undefined ? [] : [item]
    }
    case 'string':
      return byFormat[schema.format ?? ''] ?? (schema.pattern ? undefined : 'text')
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 1)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return undefined
  }
}

function objectOf({ properties = {}, required = [] }: oas31.SchemaObject, schemas: Schemas): object {
  const members = Object.entries(properties).flatMap(([name, schema]) => {
    const wanted = required.includes(name) || hasOwnExample(schema as oas31.SchemaObject)
    const example = wanted ? exampleOf(schema as oas31.SchemaObject, schemas) : undefined
    return example === undefined ? [] : [[name, example] as const]
  })
  return Object.fromEntries(members)
}

/** What names another thing, or a moment, is an example of nothing that is there: it is shown where it must be. */
function hasOwnExample({ examples, format, pattern = '' }: oas31.SchemaObject): boolean {
  return examples !== undefined && format !== 'date-time' && !/^\^[a-z]+_\[/.test(pattern)
}
