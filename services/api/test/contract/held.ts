import { type ProblemCode, problemCatalogue } from '@g5/contracts'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ContractOperation, contract, operations, responseOf } from './operations.ts'

const byRoute = new Map(operations.map((one) => [`${one.method} ${one.route.url}`, one]))

/**
 * Holds every answer of a server against the OpenAPI document: its status, its headers, its type and its body. The
 * faults are kept, so that none is lost in a test that looks at something else.
 */
export function holdToContract(server: FastifyInstance): { faults: Set<string> } {
  const faults = new Set<string>()
  server.addHook('onSend', (request, reply, payload, done) => {
    for (const fault of faultsOf(request, reply, payload))
      faults.add(`${request.method} ${request.routeOptions.url ?? request.url} ${reply.statusCode}: ${fault}`)
    done(null, payload)
  })
  return { faults }
}

function faultsOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): string[] {
  const operation = byRoute.get(`${request.method} ${request.routeOptions.url}`)
  const text = typeof payload === 'string' || payload instanceof Buffer ? String(payload) : undefined
  const faults = headerFaults(request, reply, operation)
  if (operation) return [...faults, ...answerFaults(operation, reply, text)]
  if (reply.statusCode < 400 || request.method === 'HEAD') return faults
  return [...faults, ...problemFaults(reply, text)]
}

/** What no route may lack. */
function headerFaults(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: ContractOperation | undefined,
): string[] {
  const status = reply.statusCode
  const wanted = [
    'x-request-id',
    'content-security-policy',
    ...(request.url.startsWith('/v1/') ? ['cache-control'] : []),
    ...(status === 401 ? ['www-authenticate'] : []),
    ...(status === 429 || (status === 503 && !operation?.route.probe) ? ['retry-after'] : []),
    ...(operation && !operation.route.probe && status < 500 ? ['ratelimit', 'ratelimit-policy'] : []),
  ]
  return wanted.flatMap((name) => (reply.hasHeader(name) ? [] : [`it lacks ${name}`]))
}

function answerFaults(operation: ContractOperation, reply: FastifyReply, text: string | undefined): string[] {
  const response = responseOf(operation, reply.statusCode)
  if (!response) return ['the status is not documented']
  const type = typeOf(reply)
  if (!response.content) return text || type ? ['it has a body that is not documented'] : []
  if (!type || !(type in response.content)) return [`the type ${type} is not documented`]
  if (text === undefined || !type.endsWith('json')) return []
  const status = String(reply.statusCode)
  const validate = validatorOf(['paths', operation.path, operation.method.toLowerCase(), 'responses', status], type)
  if (validate(parsed(text))) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || 'the body'} ${message} ${JSON.stringify(params)}`,
  )
}

function problemFaults(reply: FastifyReply, text: string | undefined): string[] {
  if (typeOf(reply) !== 'application/problem+json') return [`${typeOf(reply)} is no problem`]
  const body = parsed(text ?? '')
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
  return Object.hasOwn(problemCatalogue, code) && problemCatalogue[code as ProblemCode].status === reply.statusCode
    ? []
    : [`the code ${code} is not in the catalogue with that status`]
}

function typeOf(reply: FastifyReply): string | undefined {
  const type = reply.getHeader('content-type')
  return type === undefined ? undefined : String(type).split(';')[0]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(contract, 'contract')
const validators = new Map<string, ValidateFunction>()

/** Compiled when first needed: most tests need few. */
function validatorOf(place: string[], type: string): ValidateFunction {
  const response = responsePlace(place)
  const $ref = `contract#${[...response, 'content', type, 'schema'].map((step) => `/${escaped(step)}`).join('')}`
  const validate = validators.get($ref) ?? ajv.compile({ $ref })
  validators.set($ref, validate)
  return validate
}

function responsePlace(place: string[]): string[] {
  const [, path = '', method = '', , status = ''] = place
  const $ref = contract.paths[path]?.[method]?.responses[status]?.$ref
  return $ref ? $ref.slice(2).split('/') : place
}

const escaped = (step: string) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))
