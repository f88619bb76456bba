import openapiTS, { astToString } from 'openapi-typescript'

/** The document as types. Each schema has its own name besides. */
export async function schemaSource(json: string): Promise<string> {
  const nodes = await openapiTS(json, {
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
    exportType: false,
    silent: true,
  })
  return `// Generated from the OpenAPI document by \`pnpm fix\`.\n\n${astToString(nodes)}`
}
