import { apiSource } from './api.ts'
import type { Document } from './document.ts'
import { schemaSource } from './schema.ts'
import { wordsSource } from './words.ts'

/** The files that are generated, by name. @param json an OpenAPI 3.1 document */
export async function sdkSources(json: string): Promise<Record<string, string>> {
  const document: Document = JSON.parse(json)
  return { 'schema.ts': await schemaSource(json), 'api.ts': apiSource(document), 'words.ts': wordsSource(document) }
}
