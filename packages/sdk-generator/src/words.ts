import type { Document, Operation, Schema } from './document.ts'

/** The words of each parameter and each member of a body that takes nothing else: programs that ask people offer them. */
export function wordsSource(document: Document): string {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  const entries = operations
    .map((operation): [string, [string, string[]][]] => [operation.operationId, wordsOf(operation, document)])
    .filter(([, members]) => members.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, members]) => `  '${id}': {\n${members.map(memberSource).join('')}  },\n`)
  return `// Generated from the OpenAPI document by \`pnpm fix\`.

/** What the parameters and the bodies of an operation take, where that is one of some words. */
export const words = {
${entries.join('')}} as const
`
}

function memberSource([name, words]: [string, string[]]): string {
  return `    ${name}: [${words.map((word) => `'${word}'`).join(', ')}],\n`
}

function wordsOf({ parameters = [], requestBody }: Operation, document: Document): [string, string[]][] {
  const body = resolved(requestBody?.content?.['application/json']?.schema, document)
  const members: [string, Schema][] = [
    ...parameters.filter((one) => one.in === 'query').map(({ name, schema }): [string, Schema] => [name, schema]),
    ...Object.entries(body?.properties ?? {}),
  ]
  return members.flatMap(([name, schema]) => {
    const words = wordsIn(schema, document)
    return words === undefined || words.length === 0 ? [] : [[name, [...new Set(words)]]]
  })
}

/** @returns undefined where something else is taken too */
function wordsIn(given: Schema, document: Document): string[] | undefined {
  const { enum: some, const: one, anyOf, items } = resolved(given, document) ?? {}
  const texts = some ?? (one === undefined ? undefined : [one])
  if (texts) return texts.every((text) => typeof text === 'string') ? texts : undefined
  if (items) return wordsIn(items, document)
  const branches = anyOf?.map((branch) => wordsIn(branch, document))
  return branches?.every((branch) => branch !== undefined) ? branches.flat() : undefined
}

function resolved(schema: Schema | undefined, { components }: Document): Schema | undefined {
  const name = schema?.$ref?.split('/').at(-1)
  return name === undefined ? schema : components?.schemas?.[name]
}
