import openapiTS, { astToString } from 'openapi-typescript'
import type { Document, Media } from './document.ts'

/** The document as types. Each schema has its own name besides. */
export async function schemaSource(json: string): Promise<string> {
  const nodes = await openapiTS(withoutExamples(json), {
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
    exportType: false,
    silent: true,
  })
  return `// Generated from the OpenAPI document by \`pnpm fix\`.\n\n${astToString(nodes)}`
}

/** A whole body as a comment says in many lines what the comments of its members say. */
function withoutExamples(json: string): string {
  const document: Document = JSON.parse(json)
  const operations = Object.values({ ...document.paths, ...document.webhooks }).flatMap((item) => Object.values(item))
  const holders = operations.flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)])
  for (const holder of [...holders, ...Object.values(document.components?.responses ?? {})])
    for (const media of Object.values<Media>(holder?.content ?? {})) delete media.example
  return JSON.stringify(document)
}
