import type { EventTypeRow } from '@g5/db'
import { parsed } from './show.ts'

/**
 * What a tenant may post, as OpenAPI 3.1. A schema's references begin at its own root; in a document that is its place
 * among the components.
 */
export function documentOf(rows: readonly EventTypeRow[], version: string) {
  const typed = rows.filter(({ schema }) => schema !== null)
  return {
    openapi: '3.1.0' as const,
    info: { title: 'Event types', version },
    webhooks: Object.fromEntries(rows.map((row) => [row.name, { post: operationOf(row) }])),
    components: {
      schemas: Object.fromEntries(typed.map(({ name, schema }) => [name, moved(parsed(schema), componentOf(name))])),
    },
  }
}

const componentOf = (name: string) => `#/components/schemas/${name}`

function operationOf({ name, description, examples, schema, archivedAt }: EventTypeRow) {
  const shown: unknown[] = JSON.parse(examples)
  const named = shown.map((value, place) => [`example${place + 1}`, { value }])
  return {
    operationId: name,
    ...(description !== null && { description }),
    ...(archivedAt !== null && { deprecated: true }),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: schema === null ? {} : { $ref: componentOf(name) },
          ...(named.length > 0 && { examples: Object.fromEntries(named) }),
        },
      },
    },
    responses: { '2XX': { description: 'Taken' } },
  }
}

/** With its references beginning at `root`. What an example or a constant holds is no reference. */
function moved(schema: unknown, root: string): unknown {
  return rewriteReferences(schema, (reference) => root + reference.slice(1))
}

const verbatim = new Set(['const', 'enum', 'default', 'examples', 'example'])

/** A copy in which each `$ref` is another. */
export function rewriteReferences(schema: unknown, rewrite: (reference: string) => string): unknown {
  if (Array.isArray(schema)) return schema.map((one) => rewriteReferences(one, rewrite))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === '$ref' && typeof value === 'string') return [key, rewrite(value)]
      return [key, verbatim.has(key) ? value : rewriteReferences(value, rewrite)]
    }),
  )
}
