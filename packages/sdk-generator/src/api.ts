import type { Document, Operation, Parameter } from './document.ts'

/** The client's methods, one an operation: `events.post` is called as `g5.events.post(…)`. */
export function apiSource(document: Document): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const groups = Map.groupBy(operations, ({ operation }) => operation.operationId.split('.')[0] ?? '')
  const body = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, members]) => `    ${group}: {\n${members.map(methodSource).join('')}    },\n`)
  return `// Generated from the OpenAPI document by \`pnpm fix\`.

import type { CallOptions, KeyedOptions, StreamOptions } from '../http/options.ts'
import { at } from '../http/request.ts'
import type { Sender } from '../http/sender.ts'
import type { AnswerOf, BodyOf, QueryOf, RowOf } from '../types.ts'

export type G5 = ReturnType<typeof api>

/** Every operation, by group and name. */
export function api(send: Sender) {
  return {
${body.join('')}  }
}
`
}

interface Placed {
  path: string
  method: string
  operation: Operation
}

function methodSource({ path, method, operation }: Placed): string {
  const { operationId: id, summary, description, parameters = [], requestBody, security } = operation
  const of = (place: Parameter['in']) => parameters.filter((one) => one.in === place)
  const keyed = of('header').some(({ name }) => name === 'idempotency-key')
  const { sender, type, options } = mannerOf(operation, keyed)
  const query = of('query')

  const takes = [
    ...of('path').map(({ name, schema }) => `${name}: ${schema.type === 'integer' ? 'number' : 'string'}`),
    ...(requestBody ? [`body${requestBody.required ? '' : '?'}: BodyOf<'${id}'>`] : []),
    ...(query.length > 0 ? [`query${query.some(({ required }) => required) ? '' : '?'}: QueryOf<'${id}'>`] : []),
    `options?: ${options}`,
  ]
  const gives = [
    `method: '${method}'`,
    `path: at\`${path.replaceAll(/\{(\w+)\}/g, '$' + '{$1}')}\``,
    ...(query.length > 0 ? ['query'] : []),
    ...(requestBody ? ['body'] : []),
    ...(keyed ? ['keyed: true'] : []),
    ...(security.length === 0 ? ['open: true'] : []),
  ]
  return `      /** ${summary}. ${description ?? ''} */
      ${id.split('.')[1]}: (${takes.join(', ')}) =>
        send.${sender}<${type}>({ ${gives.join(', ')} }, options),
`
}

/** How it answers says how it is sent. */
function mannerOf({ operationId: id, responses }: Operation, keyed: boolean) {
  const options = keyed ? 'KeyedOptions' : 'CallOptions'
  const successes = Object.entries(responses).flatMap(([status, { content }]) =>
    status.startsWith('2') ? Object.entries(content ?? {}) : [],
  )
  const types = successes.map(([type]) => type)
  if (types.includes('text/event-stream'))
    return { sender: 'events', type: `AnswerOf<'${id}'>`, options: 'StreamOptions' }
  if (types.includes('application/x-ndjson')) return { sender: 'lines', type: `AnswerOf<'${id}'>`, options }
  const isList = successes.some(([, { schema }]) => {
    const { data, nextCursor } = schema?.properties ?? {}
    return data !== undefined && nextCursor !== undefined
  })
  return isList
    ? { sender: 'page', type: `RowOf<'${id}'>`, options }
    : { sender: 'json', type: `AnswerOf<'${id}'>`, options }
}
